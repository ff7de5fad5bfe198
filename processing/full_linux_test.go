package processing

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"syscall"
	"testing"

	"minilab/processing/output"
)

// mountSmall mounts a file system of 1 MiB on a folder; where that is not allowed the test is skipped.
func mountSmall(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("no file system can be mounted here: ", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return folder
}

// Some outputs of 160 kB each fit on the disk; the run stops at the first that does not, and every photo
// is either whole or still to do.
func TestAFullDiskStopsTheRun(t *testing.T) {
	in, out := t.TempDir(), mountSmall(t)
	for i := range 10 {
		noise := image.NewGray(image.Rect(0, 0, 400, 400+i))
		random := rand.NewChaCha8([32]byte{byte(i)})
		_, _ = random.Read(noise.Pix) // it never fails
		var file bytes.Buffer
		if err := png.Encode(&file, noise); err != nil {
			t.Fatal(err)
		}
		put(t, file.Bytes(), in, fmt.Sprintf("%d.png", i))
	}
	q, b := scanned(t, "", in), batchFor(t, out)
	b.Recipe = wish(func(r *Recipe) { r.Colour.Contrast, r.Sharpen.Amount = 30, 100 })
	put(t, make([]byte, 600<<10), out, "in the way")
	stopped(t, b.Run(t.Context(), q), CodeDiskFull)
	s := q.Totals()
	if s.Failed != 0 || s.Waiting == 0 || s.Written+s.Waiting != 10 {
		t.Errorf("after the stop: %+v", s)
	}
	if files := tree(t, out); len(files) != s.Written+1 {
		t.Errorf("%d photos were written, and there are %d files: %v", s.Written, len(files), files)
	}
	if err := syscall.Unlink(out + "/in the way"); err != nil {
		t.Fatal(err)
	}
	b.Folder = t.TempDir()
	mustRun(t, b, q)
	if s := q.Totals(); s.Written != 10 {
		t.Errorf("with room again: %+v", s)
	}
}

func TestADiskThatIsFullBeforeTheRun(t *testing.T) {
	in, out := t.TempDir(), mountSmall(t)
	putPhotos(t, in, "a.jpg")
	if err := syscall.Mknod(out+"/probe", syscall.S_IFREG|0o600, 0); err != nil {
		t.Fatal(err)
	}
	fd, err := syscall.Open(out+"/probe", syscall.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{1 << 16, 1} {
		for err = nil; err == nil; _, err = syscall.Write(fd, make([]byte, size)) {
		}
	}
	if err := syscall.Close(fd); err != nil {
		t.Fatal(err)
	}
	err = batchFor(t, out).Run(t.Context(), scanned(t, "", in))
	if code, _ := Reason(err); !errors.Is(err, output.ErrDiskFull) || code != CodeDiskFull {
		t.Errorf("the run ended with %v, code %s", err, code)
	}
}
