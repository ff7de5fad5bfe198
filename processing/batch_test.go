package processing

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"minilab/processing/codec"
	"minilab/processing/output"
	"minilab/processing/pool"
	"minilab/processing/sample"
)

// This test binary is its own worker process, one that misbehaves on photos whose names ask for it. The
// program itself knows nothing of that.
func TestMain(m *testing.M) {
	if pool.InWorker() {
		if err := pool.Serve(context.Background(), misbehave); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// misbehave does what a worker does, but for photos with these words in their names:
//
//	(crash)   leaves half an output behind and ends the process
//	(hang)    leaves half an output behind and never returns
//	(gate)    waits before the work for the file of openGate, or for the cancel
//	(late)    waits so between its first and its second output
func misbehave(ctx context.Context, job Job, mark func(uint8)) Result {
	name := filepath.Base(job.Source)
	switch {
	case strings.Contains(name, "(crash)"):
		leaveHalf(job)
		os.Exit(3)
	case strings.Contains(name, "(hang)"):
		leaveHalf(job)
		time.Sleep(time.Hour)
	case strings.Contains(name, "(gate)"):
		mark(uint8(StageRead))
		waitAtGate(ctx, job.Source)
	case strings.Contains(name, "(late)"):
		written := false
		return newWork()(ctx, job, func(step uint8) {
			mark(step)
			if Stage(step) == StageEncode && written {
				leaveMark(job.Source)
				waitAtGate(ctx, job.Source)
			}
			written = written || Stage(step) == StageWrite
		})
	}
	return newWork()(ctx, job, mark)
}

// leaveHalf begins an output and lets it lie, as a worker does that is lost while it writes.
func leaveHalf(job Job) {
	folder, err := output.ReopenFolder(job.Folder)
	if err != nil {
		os.Exit(4)
	}
	file, err := folder.Create(job.Targets[0].Path, job.Token)
	if err == nil {
		_, err = file.Write([]byte("half"))
	}
	if err != nil {
		os.Exit(5)
	}
}

func gateOf(photo string) string { return filepath.Join(filepath.Dir(photo), ".open") }

func waitAtGate(ctx context.Context, photo string) {
	for ctx.Err() == nil {
		if _, err := os.Stat(gateOf(photo)); err == nil {
			return
		}
		time.Sleep(2 * time.Millisecond)
	}
}

func leaveMark(photo string) {
	if err := os.WriteFile(filepath.Join(filepath.Dir(photo), ".reached"), nil, 0o666); err != nil {
		os.Exit(6)
	}
}

// openGate lets all photos of a folder pass that wait at a gate.
func openGate(t testing.TB, folder string) {
	t.Helper()
	put(t, nil, folder, ".open")
}

// batchFor is a batch of 2 worker processes that makes photos small.
func batchFor(t testing.TB, folder string) *Batch {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return &Batch{
		Recipe:   wish(func(r *Recipe) { r.Size.LongEdge = 24 }),
		Folder:   folder,
		Conflict: output.Rename,
		Limits:   codec.DefaultLimits(),
		Workers:  2, Isolation: IsolationProcess, Program: pool.Command{Path: program},
	}
}

// putPhotos writes photos of 60 x 40 pixels, no two alike.
func putPhotos(t testing.TB, folder string, names ...string) {
	t.Helper()
	for i, name := range names {
		picture := image.NewGray(image.Rect(0, 0, 60, 40))
		for p := range picture.Pix {
			picture.Pix[p] = uint8(p*(i+3)) ^ uint8(p/60*5)
		}
		file := put(t, nil, folder, name)
		f, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, ".png") {
			err = png.Encode(f, picture)
		} else {
			err = jpeg.Encode(f, picture, nil)
		}
		if err := errors.Join(err, f.Close()); err != nil {
			t.Fatal(err)
		}
	}
}

// scanned is a queue of what lies under the paths.
func scanned(t testing.TB, except string, paths ...string) *Queue {
	t.Helper()
	q := NewQueue()
	if err := q.Scan(t.Context(), codec.DefaultLimits(), except, paths)(); err != nil {
		t.Fatal(err)
	}
	return q
}

func mustRun(t testing.TB, b *Batch, q *Queue) {
	t.Helper()
	if err := b.Run(t.Context(), q); err != nil {
		t.Fatal("the run could not go on: ", err)
	}
}

// resultOf is the result of the photo with a name.
func resultOf(t testing.TB, q *Queue, name string) Result {
	t.Helper()
	for _, r := range q.Results() {
		if filepath.Base(r.Source) == name {
			return r
		}
	}
	t.Fatalf("there is no result for %s", name)
	return Result{}
}

// tree is every file below a folder by its path, with the hash of its content. Links are not followed.
func tree(t testing.TB, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(folder, path) // path lies below folder
		files[filepath.ToSlash(rel)] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// wantFiles wants exactly these files below a folder: nothing less, and no temporary file more.
func wantFiles(t testing.TB, folder string, want ...string) {
	t.Helper()
	got := slices.Sorted(maps.Keys(tree(t, folder)))
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the folder holds\n%q, want\n%q", got, want)
	}
}

// eventually waits until something holds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !holds(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it never came to this: ", what)
		}
	}
}

// begin runs a batch in the background; its error comes over the channel.
func begin(ctx context.Context, b *Batch, q *Queue) <-chan error {
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx, q) }()
	return ended
}

// One worker gets all photos in few messages, so most of what must survive travelled with the photo
// that killed it.
func TestACrashedWorkerCostsOnePhoto(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	var names, good []string
	for i := range 12 {
		name := fmt.Sprintf("%02d.jpg", i)
		if i == 3 || i == 8 {
			name = fmt.Sprintf("%02d (crash).jpg", i)
		} else {
			good = append(good, name)
		}
		names = append(names, name)
	}
	putPhotos(t, in, names...)
	q, b := scanned(t, "", in), batchFor(t, out)
	b.Workers = 1
	mustRun(t, b, q)
	wantFiles(t, out, good...)
	if s := q.Totals(); s.Written != 10 || s.Failed != 2 || s.Waiting != 0 {
		t.Errorf("counts: %+v", s)
	}
	r := resultOf(t, q, "03 (crash).jpg")
	if r.Status != Failed || r.Code != CodeCrashed || !strings.Contains(r.Reason, "exit status 3") {
		t.Errorf("the photo that crashed its worker: %+v", r)
	}
}

func TestAPhotoThatHangsIsStopped(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	putPhotos(t, in, "a.jpg", "c.jpg", "d.jpg")
	put(t, tiny(t, codec.JPEG, 300, 200), in, "b (hang).jpg")
	q, b := scanned(t, "", in), batchFor(t, out)
	b.Timeout = func(megapixels float64) time.Duration {
		if megapixels > 0.05 {
			return 200 * time.Millisecond
		}
		return time.Minute
	}
	mustRun(t, b, q)
	wantFiles(t, out, "a.jpg", "c.jpg", "d.jpg")
	r := resultOf(t, q, "b (hang).jpg")
	if r.Status != Failed || r.Code != CodeTimeout || !strings.Contains(r.Reason, "--timeout") {
		t.Errorf("the photo that hung: %+v", r)
	}
}

// gallery is one photo of every kind the pipeline treats in its own way.
func gallery(t testing.TB, folder string) {
	t.Helper()
	for name, photo := range map[string]sample.Photo{
		"a.jpg":      {Width: 300, Height: 200, Seed: 1},
		"turned.jpg": {Width: 200, Height: 300, Seed: 2, Orientation: 6},
		"mirror.jpg": {Width: 300, Height: 200, Seed: 3, Orientation: 5},
	} {
		data, err := photo.JPEG()
		if err != nil {
			t.Fatal(err)
		}
		put(t, data, folder, name)
	}
	put(t, tiny(t, codec.PNG, 90, 70), folder, "deep", "a.png")
	putPhotos(t, folder, "grey.jpg", "deep/a.jpg", "deep/grey.png")
}

func TestBothKindsOfWorkersGiveTheSameBytes(t *testing.T) {
	in := t.TempDir()
	gallery(t, in)
	convert := func(change func(*Batch)) map[string]string {
		out := t.TempDir()
		b := batchFor(t, out)
		b.Recipe = wish(func(r *Recipe) {
			r.Size.Widths = []int{40, 120}
			r.Output.Formats = []codec.Format{codec.JPEG, codec.PNG}
			r.Colour.Auto, r.Colour.Saturation, r.Colour.Temperature, r.Sharpen.Amount = true, 10, 20, 30
		})
		change(b)
		q := scanned(t, "", in)
		mustRun(t, b, q)
		if s := q.Totals(); s.Written != s.Photos {
			t.Fatalf("not all were written: %+v", q.Results())
		}
		return tree(t, out)
	}
	want := convert(func(b *Batch) { b.Workers = 1 })
	if len(want) < 7*2*2-4 {
		t.Fatalf("only %d outputs", len(want))
	}
	for name, change := range map[string]func(*Batch){
		"3 processes":  func(b *Batch) { b.Workers = 3 },
		"1 goroutine":  func(b *Batch) { b.Isolation, b.Workers = IsolationNone, 1 },
		"4 goroutines": func(b *Batch) { b.Isolation, b.Workers = IsolationNone, 4 },
	} {
		if got := convert(change); !maps.Equal(got, want) {
			t.Errorf("%s give other files than 1 process:\n%v\n%v", name, got, want)
		}
	}
}

func TestWorkersChangeDuringARun(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	var names []string
	for i := range 16 {
		names = append(names, fmt.Sprintf("%02d (gate).jpg", i))
	}
	putPhotos(t, in, names...)
	q, b := scanned(t, "", in), batchFor(t, out)
	b.Workers = 1
	ended := begin(t.Context(), b, q)
	running := func(n int) func() bool { return func() bool { return len(q.Totals().Running) == n } }

	eventually(t, "one photo in work with one worker", running(1))
	b.SetWorkers(3)
	eventually(t, "three photos in work with three workers", running(3))
	if s := q.Totals(); s.Workers != 3 {
		t.Errorf("the queue tells of %d workers, want 3", s.Workers)
	}
	b.SetWorkers(0)
	openGate(t, in)
	// A worker that has just ended a photo may have begun the next of its message before it hears of the
	// pause, but no other after that.
	quiet := 0
	eventually(t, "nothing in work during a pause", func() bool {
		if quiet++; len(q.Totals().Running) > 0 {
			quiet = 0
		}
		return quiet == 10
	})
	if err := os.Remove(gateOf(filepath.Join(in, "any"))); err != nil {
		t.Fatal(err)
	}
	time.Sleep(100 * time.Millisecond) // what a pause that does not hold would need to begin another photo
	if s := q.Totals(); s.Written > 6 || len(s.Running) != 0 {
		t.Errorf("in the pause: %+v", s)
	}
	b.SetWorkers(2)
	eventually(t, "two photos in work with two workers", running(2))
	openGate(t, in)
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	wantFiles(t, out, names...)
}

func TestResultsAreInTheOrderOfTheInput(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	names := []string{"00 (gate).jpg"}
	for i := 1; i < 20; i++ {
		names = append(names, fmt.Sprintf("%02d.jpg", i))
	}
	putPhotos(t, in, names...)
	q, b := scanned(t, "", in), batchFor(t, out)
	var finished []string
	b.Finished = func(r Result) error {
		finished = append(finished, filepath.Base(r.Source))
		openGate(t, in)
		return nil
	}
	mustRun(t, b, q)
	var reported []string
	for _, r := range b.Report(q, 0, 0, nil).Results {
		reported = append(reported, filepath.Base(r.Source))
	}
	if !slices.Equal(reported, names) {
		t.Errorf("reported in the order %q", reported)
	}
	if finished[0] == names[0] || len(finished) != len(names) {
		t.Errorf("the first photo was to end later than others: %q", finished)
	}
}

// A photo larger than the whole budget goes all the same, but alone.
func TestMemoryBoundsWhatIsInWorkAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		memory int64
		most   int
	}{"no bound": {0, 3}, "less than one photo": {1, 1}} {
		t.Run(name, func(t *testing.T) {
			in, out := t.TempDir(), t.TempDir()
			names := []string{"1 (gate).jpg", "2 (gate).jpg", "3 (gate).jpg"}
			putPhotos(t, in, names...)
			q, b := scanned(t, "", in), batchFor(t, out)
			b.Workers, b.Memory = 3, c.memory
			ended := begin(t.Context(), b, q)
			eventually(t, "photos in work", func() bool { return len(q.Totals().Running) == c.most })
			time.Sleep(50 * time.Millisecond) // what another worker would need to begin one too many
			openGate(t, in)
			for most := 0; ; {
				if most = max(most, len(q.Totals().Running)); most > c.most {
					t.Fatalf("%d photos in work at once", most)
				}
				select {
				case err := <-ended:
					if err != nil {
						t.Fatal(err)
					}
					wantFiles(t, out, names...)
					return
				default:
				}
			}
		})
	}
}

func TestPhotosAddedDuringARunAreConvertedInIt(t *testing.T) {
	first, second, out := t.TempDir(), t.TempDir(), t.TempDir()
	putPhotos(t, first, "(gate).jpg")
	putPhotos(t, second, "b.jpg", "c.jpg")
	q, b := scanned(t, "", first), batchFor(t, out)
	ended := begin(t.Context(), b, q)
	eventually(t, "a photo in work", func() bool { return len(q.Totals().Running) == 1 })
	wait := q.Scan(t.Context(), b.Limits, out, []string{second})
	if err := wait(); err != nil {
		t.Fatal(err)
	}
	openGate(t, first)
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	wantFiles(t, out, "(gate).jpg", "b.jpg", "c.jpg")
}

// The folder was scanned before the output folder inside it was chosen, so outputs of an earlier run
// are in the queue.
func TestOwnOutputsAreSkipped(t *testing.T) {
	in := t.TempDir()
	putPhotos(t, in, "a.jpg", "out/a.jpg", "outside/b.jpg")
	q, b := scanned(t, "", in), batchFor(t, filepath.Join(in, "out"))
	mustRun(t, b, q)
	wantFiles(t, in, "a.jpg", "outside/b.jpg", "out/a.jpg", "out/a-1.jpg", "out/outside/b.jpg")
	codes := map[string]Code{}
	for _, r := range q.Results() {
		rel, _ := filepath.Rel(in, r.Source) // it lies below in
		codes[filepath.ToSlash(rel)] = r.Code
	}
	if want := map[string]Code{"a.jpg": "", "outside/b.jpg": "", "out/a.jpg": CodeOwnOutput}; !maps.Equal(codes, want) {
		t.Errorf("codes %q, want %q", codes, want)
	}
}

// Many photos that all want the same names: which gets which depends on the input alone.
func TestNamesDoNotDependOnTheWorkers(t *testing.T) {
	in := t.TempDir()
	var folders []string
	for _, folder := range []string{"one", "two", "three"} {
		putPhotos(t, filepath.Join(in, folder), "a.jpg", "A.JPG", "a.png", "a-1.jpg", "sub/a.jpg")
		folders = append(folders, filepath.Join(in, folder))
	}
	names := func(change func(*Batch)) map[string][]string {
		out := t.TempDir()
		q, b := scanned(t, "", folders...), batchFor(t, out)
		b.Recipe.Output.Formats = []codec.Format{codec.PNG, codec.JPEG}
		change(b)
		mustRun(t, b, q)
		given := map[string][]string{}
		for _, r := range q.Results() {
			for _, o := range r.Outputs {
				rel, _ := filepath.Rel(out, o.Path) // outputs lie below out
				given[r.Source] = append(given[r.Source], filepath.ToSlash(rel))
			}
		}
		return given
	}
	want := names(func(b *Batch) { b.Workers = 1 })
	if len(want) != 15 {
		t.Fatalf("%d photos have outputs, want 15", len(want))
	}
	for _, change := range []func(*Batch){
		func(b *Batch) { b.Workers = 4 },
		func(b *Batch) { b.Isolation, b.Workers = IsolationNone, 3 },
		func(b *Batch) { b.Conflict = output.Overwrite },
	} {
		if got := names(change); !reflect.DeepEqual(got, want) {
			t.Errorf("names\n%v, want\n%v", got, want)
		}
	}
}

// Whatever the setup, what was given stays as it was. The setups are those in which an output is led to
// an original.
func TestOriginalsAreNeverTouched(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("making links needs a privilege on Windows")
	}
	link := func(t *testing.T, how func(string, string) error, from, to string) {
		if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o777), how(from, to)); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		setup func(t *testing.T, dir string)
		given []string
		to    string
	}{
		"outputs above the input":         {nil, []string{"in/sub", "in/sub/deep"}, "in"},
		"outputs below the input":         {nil, []string{"in"}, "in/out"},
		"files in the output folder":      {nil, []string{"in/a.jpg", "in/b.png"}, "in"},
		"files and their folder's parent": {nil, []string{"in/sub/a.jpg", "in/sub/deep"}, "in/sub"},
		"the output is a hard link of the input": {func(t *testing.T, dir string) {
			link(t, os.Link, filepath.Join(dir, "in/a.jpg"), filepath.Join(dir, "out/a.jpg"))
		}, []string{"in"}, "out"},
		"two inputs are one file": {func(t *testing.T, dir string) {
			link(t, os.Link, filepath.Join(dir, "in/a.jpg"), filepath.Join(dir, "in/other.jpg"))
		}, []string{"in"}, "in/out"},
		"the output is a link to the input": {func(t *testing.T, dir string) {
			link(t, os.Symlink, filepath.Join(dir, "in/a.jpg"), filepath.Join(dir, "out/a.jpg"))
		}, []string{"in"}, "out"},
		"the output folder is a link to a folder above": {func(t *testing.T, dir string) {
			link(t, os.Symlink, filepath.Join(dir, "in"), filepath.Join(dir, "link"))
		}, []string{"in/sub", "in/a.jpg"}, "link"},
		"a link in the output folder leads to an input": {func(t *testing.T, dir string) {
			link(t, os.Symlink, "sub", filepath.Join(dir, "in/x"))
			putPhotos(t, filepath.Join(dir, "other"), "x/a.jpg")
		}, []string{"in/sub", "other"}, "in"},
		"the input is given over a link": {func(t *testing.T, dir string) {
			link(t, os.Symlink, filepath.Join(dir, "in/sub"), filepath.Join(dir, "link"))
		}, []string{"link", "link/deep/a.jpg"}, "in"},
	} {
		for _, policy := range output.Policies() {
			t.Run(name+", "+string(policy), func(t *testing.T) {
				dir := t.TempDir()
				putPhotos(t, filepath.Join(dir, "in"), "a.jpg", "b.png", "sub/a.jpg", "sub/deep/a.jpg", "deep/a.jpg")
				if c.setup != nil {
					c.setup(t, dir)
				}
				before := tree(t, dir)
				wantUntouched(t, dir, c.given, c.to, policy)
				after := tree(t, dir)
				for file, hash := range before {
					if after[file] != hash && !isOutputOnly(file, c.given, c.to) {
						t.Errorf("%s is not what it was", file)
					}
				}
			})
		}
	}
}

// isOutputOnly reports whether a file of these setups was not given, so that the policy may replace it.
func isOutputOnly(file string, given []string, to string) bool {
	return !slices.ContainsFunc(given, func(g string) bool {
		g = strings.Replace(g, "link", "in/sub", 1)
		return within(g, file)
	}) && within(strings.Replace(to, "link", "in", 1), file)
}

// wantUntouched converts so that outputs are older than their photos: every policy then wants to write.
func wantUntouched(t *testing.T, dir string, given []string, to string, policy output.Policy) {
	t.Helper()
	paths := make([]string, len(given))
	for i, g := range given {
		paths[i] = filepath.Join(dir, g)
	}
	out := filepath.Join(dir, to)
	b := batchFor(t, out)
	b.Conflict, b.Isolation = policy, IsolationNone
	q := scanned(t, out, paths...)
	mustRun(t, b, q)
	if s := q.Totals(); s.Failed != 0 || s.Waiting != 0 || s.Written+s.Skipped != s.Photos || policy == output.Rename && s.Written == 0 {
		t.Errorf("counts: %+v, %+v", s, q.Results())
	}
	for file := range tree(t, dir) {
		if output.IsTemporary(filepath.Base(file)) {
			t.Errorf("%s was left", file)
		}
	}
}

func TestAnInputFolderIsRefusedAsTheOutputFolder(t *testing.T) {
	dir := t.TempDir()
	putPhotos(t, dir, "in/a.jpg")
	in := filepath.Join(dir, "in")
	folders := []string{in, filepath.Join(in, "..", "in", ".")}
	if runtime.GOOS != "windows" {
		folders = append(folders, filepath.Join(dir, "link"))
		if err := os.Symlink(in, filepath.Join(dir, "link")); err != nil {
			t.Fatal(err)
		}
	}
	for _, folder := range folders {
		q := scanned(t, folder, in)
		if err := batchFor(t, folder).Run(t.Context(), q); !errors.Is(err, ErrSameFolder) {
			t.Errorf("outputs to %s: %v", folder, err)
		}
		wantFiles(t, in, "a.jpg")
	}
}

// A photo whose header told enough needs no worker, and a run without work starts none.
func TestWithoutWorkNoWorkerIsStarted(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	put(t, nil, in, "empty.jpg")
	b := batchFor(t, out)
	b.Program = pool.Command{Path: filepath.Join(in, "no such program")}
	q := scanned(t, "", in, filepath.Join(in, "missing.jpg"))
	mustRun(t, b, q)
	if r := resultOf(t, q, "empty.jpg"); r.Code != CodeEmpty {
		t.Errorf("an empty file: %+v", r)
	}
	if r := resultOf(t, q, "missing.jpg"); r.Code != CodeVanished {
		t.Errorf("a missing file: %+v", r)
	}
	mustRun(t, b, NewQueue())
}

func TestARecipeThatCannotBeCarriedOutBeginsNothing(t *testing.T) {
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	putPhotos(t, in, "a.jpg")
	b := batchFor(t, out)
	b.Recipe.Output.Quality = 0
	err := b.Run(t.Context(), scanned(t, "", in))
	if _, ok := errors.AsType[*WishError](err); !ok || !errors.Is(err, ErrRecipe) {
		t.Errorf("quality 0: %v", err)
	}
	if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the output folder was made")
	}
}

// Sampling a run from many goroutines while its workers change is what a window does.
func TestABatchMayBeSampledAndSteeredFromAnywhere(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	var names []string
	for i := range 40 {
		names = append(names, fmt.Sprintf("%02d.jpg", i))
	}
	putPhotos(t, in, names...)
	q, b := scanned(t, "", in), batchFor(t, out)
	b.Isolation = IsolationNone
	ctx, stop := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	for n := range 3 {
		readers.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				s := q.Totals()
				if s.Photos != s.Waiting+s.Working+s.Written+s.Skipped+s.Failed || s.Share < 0 || s.Share > 1 {
					t.Errorf("a snapshot that does not add up: %+v", s)
				}
				q.Row(i % 41)
				q.Results()
				b.SetWorkers(1 + (i+n)%3)
				time.Sleep(time.Millisecond)
			}
		})
	}
	mustRun(t, b, q)
	stop()
	readers.Wait()
	wantFiles(t, out, names...)
	for i := range 40 {
		if row := q.Row(i); row.State != StateWritten || row.Name != names[i] || row.Width != 60 {
			t.Errorf("row %d: %+v", i, row)
		}
	}
}
