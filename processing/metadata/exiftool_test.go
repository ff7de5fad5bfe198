package metadata

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"minilab/processing/internal/corpus"
)

// photosOf lists the files of some folders of the corpus with the format their names say.
func photosOf(t *testing.T, folders ...string) map[string]string {
	t.Helper()
	formats := map[string]string{
		".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png", ".webp": "webp", ".tif": "tiff", ".tiff": "tiff",
	}
	photos := make(map[string]string)
	root := corpus.Folder(t)
	for _, folder := range folders {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
			if format := formats[strings.ToLower(filepath.Ext(path))]; err == nil && !d.IsDir() && format != "" {
				photos[path] = format
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return photos
}

// exiftool runs exiftool over files and returns what it prints; a fault in any file makes it fail and
// print all the same.
func exiftool(t *testing.T, files []string, arguments ...string) []byte {
	t.Helper()
	program, err := exec.LookPath("exiftool")
	if err != nil {
		t.Skip("exiftool is not installed")
	}
	command := exec.CommandContext(t.Context(), program, append(arguments, files...)...)
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	if err := command.Run(); err != nil && stdout.Len() == 0 {
		t.Fatalf("exiftool: %v: %s", err, stderr.Bytes())
	}
	return stdout.Bytes()
}

// exifTags asks exiftool for tags of files, as one object per file with "Group:Tag" keys.
func exifTags(t *testing.T, files []string, arguments ...string) map[string]map[string]any {
	t.Helper()
	var answers []map[string]any
	arguments = append([]string{"-json", "-G1", "-n"}, arguments...)
	if err := json.Unmarshal(exiftool(t, files, arguments...), &answers); err != nil {
		t.Fatal(err)
	}
	byFile := make(map[string]map[string]any)
	for _, answer := range answers {
		byFile[answer["SourceFile"].(string)] = answer
	}
	return byFile
}

func sortedKeys(photos map[string]string) []string {
	var list []string
	for path := range photos {
		list = append(list, path)
	}
	slices.Sort(list)
	return list
}

func TestOrientationIsExiftools(t *testing.T) {
	photos := photosOf(t, "orientation", "icc", "photos")
	answers := exifTags(t, sortedKeys(photos), "-IFD0:Orientation")
	turned := 0
	for path, format := range photos {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want := Upright
		if v, ok := answers[path]["IFD0:Orientation"].(float64); ok && Orientation(v).Valid() {
			want = Orientation(v)
		}
		if want != Upright {
			turned++
		}
		if got := Read(format, data).Orientation(); got != want {
			t.Errorf("%s: Read says %v, exiftool %v", path, got, want)
		}
		if got := ReadOrientation(format, bytes.NewReader(data), int64(len(data))); got != want {
			t.Errorf("%s: ReadOrientation says %v, exiftool %v", path, got, want)
		}
	}
	if turned < 10 {
		t.Errorf("only %d of %d photos are turned: the test proves little", turned, len(photos))
	}
}

// embedKept writes what a policy keeps of every photo into a small JPEG of its own and returns the
// files by the photos they come from.
func embedKept(t *testing.T, photos map[string]string, p Policy, plain []byte) map[string]string {
	t.Helper()
	folder := t.TempDir()
	outputs := make(map[string]string)
	for i, path := range sortedKeys(photos) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out, err := Embed("jpeg", plain, Read(photos[path], data).Keep(p))
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		outputs[path] = filepath.Join(folder, fmt.Sprintf("%d.jpg", i))
		if err := os.WriteFile(outputs[path], out, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return outputs
}

func TestSafeOutputsTellNothingToExiftool(t *testing.T) {
	photos := photosOf(t, "orientation", "icc", "photos")
	sources := exifTags(t, sortedKeys(photos))
	outputs := embedKept(t, photos, KeepSafe, plainJPEG(t))
	var files []string
	for _, file := range outputs {
		files = append(files, file)
	}
	told := 0
	after := exifTags(t, files)
	for path, file := range outputs {
		told += len(private(sources[path]))
		for _, key := range private(after[file]) {
			t.Errorf("%s: the output still has %s", path, key)
		}
		if o, ok := after[file]["IFD0:Orientation"].(float64); ok && o != 1 {
			t.Errorf("%s: the output's orientation is %v", path, o)
		}
	}
	if told < 20 {
		t.Errorf("the photos hold only %d private tags: the test proves little", told)
	}
}

// private lists the keys of an answer that name a place, a serial number, maker notes or a thumbnail.
func private(answer map[string]any) []string {
	var keys []string
	for key := range answer {
		group, name, _ := strings.Cut(key, ":")
		if group == "GPS" || group == "IFD1" || strings.HasPrefix(group, "XMP") || group == "IPTC" ||
			strings.Contains(name, "Serial") || strings.Contains(name, "GPS") || strings.Contains(name, "Thumbnail") ||
			strings.Contains(name, "MakerNote") || name == "OwnerName" || name == "ImageUniqueID" {
			keys = append(keys, key)
		}
	}
	return keys
}

// warnings lists what exiftool has to say against files: all lines, which its JSON cannot hold.
func warnings(t *testing.T, files []string) map[string][]string {
	t.Helper()
	found := make(map[string][]string)
	var file string
	summary := regexp.MustCompile(`^(OK|\d+ Warnings?.*|\d+ image files read)$`)
	for line := range strings.Lines(string(exiftool(t, files, "-validate", "-warning", "-error", "-a", "-s3"))) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "======== "); ok {
			file = name
			continue
		}
		if !summary.MatchString(line) { // the same fault is minor in one file and not in another
			found[file] = append(found[file], strings.TrimPrefix(line, "[minor] "))
		}
	}
	return found
}

// newWarnings reports what exiftool says against outputs and did not say against their sources.
func newWarnings(t *testing.T, what string, outputs map[string]string) {
	t.Helper()
	var files []string
	for source, file := range outputs {
		files = append(files, source, file)
	}
	all := warnings(t, files)
	for source, file := range outputs {
		for _, w := range all[file] {
			if !slices.Contains(all[source], w) {
				t.Errorf("%s: %s: exiftool warns of %q", what, source, w)
			}
		}
	}
}

func TestExiftoolFindsNothingNewToWarnOf(t *testing.T) {
	m := bigEndian()
	full := everything(m, 6)
	full.ICC = matrix(descV2("sRGB"), sRGBPrimaries, sampled(16, linearSRGB))
	folder := t.TempDir()
	write := func(name string, data []byte) string {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	source := write("source.jpg", handJPEG(t, full))
	for _, p := range []Policy{KeepAll, KeepSafe} {
		for format, plain := range map[string][]byte{"jpeg": plainJPEG(t), "png": plainPNG(t)} {
			out, err := Embed(format, plain, full.Keep(p))
			if err != nil {
				t.Fatal(err)
			}
			name := string(p) + "." + format
			newWarnings(t, name, map[string]string{source: write(name, out)})
		}
	}
}

func TestExiftoolFindsNothingNewInRealPhotos(t *testing.T) {
	photos := photosOf(t, "orientation", "photos")
	for path, format := range photos {
		if format != "jpeg" {
			delete(photos, path)
		}
	}
	for _, p := range []Policy{KeepAll, KeepSafe} {
		newWarnings(t, string(p), embedKept(t, photos, p, plainJPEG(t)))
	}
}
