package processing

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minilab/processing/codec"
	"minilab/processing/metadata"
	"minilab/processing/sample"
)

// jobFor is the job that a batch would make of a photo for an empty folder.
func jobFor(t testing.TB, source, folder string, recipe Recipe) Job {
	t.Helper()
	data, err := os.ReadFile(source)
	if err != nil {
		t.Fatal(err)
	}
	info, err := codec.Probe(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	job := Job{Token: "test-0", Source: source, Folder: folder, Recipe: recipe, Limits: codec.DefaultLimits()}
	for i, o := range recipe.Plan(info).Outputs {
		path := string(rune('a'+i)) + "." + o.Format.Extension()
		job.Targets = append(job.Targets, Target{Output: i, Path: path, Format: o.Format, Width: o.Width, Height: o.Height})
	}
	return job
}

func unmarked(Stage) {}

// landscape is a photo whose corners tell whether it is upright and in its colours.
func landscape(t testing.TB, width, height int, orientation uint8) []byte {
	t.Helper()
	data, err := sample.Photo{Width: width, Height: height, Seed: 7, Orientation: orientation}.JPEG()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func decoded(t testing.TB, file string) image.Image {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return picture
}

// What stands in the file when it is converted counts. Where it is no longer what the outputs were named
// for, nothing is written.
func TestConvertAPhotoThatChanged(t *testing.T) {
	for name, c := range map[string]struct {
		change func(t *testing.T, source string)
		want   Code
	}{
		"another size":    {func(t *testing.T, s string) { put(t, landscape(t, 200, 200, 1), s) }, CodeChanged},
		"turned":          {func(t *testing.T, s string) { put(t, landscape(t, 300, 200, 6), s) }, ""},
		"on its side":     {func(t *testing.T, s string) { put(t, landscape(t, 200, 300, 6), s) }, CodeChanged},
		"another picture": {func(t *testing.T, s string) { put(t, landscape(t, 600, 400, 1), s) }, ""},
		"another format":  {func(t *testing.T, s string) { put(t, tiny(t, codec.PNG, 300, 200), s) }, CodeChanged},
		"empty":           {func(t *testing.T, s string) { put(t, nil, s) }, CodeEmpty},
		"words":           {func(t *testing.T, s string) { put(t, []byte("these are words"), s) }, CodeNotPhoto},
		"cut":             {func(t *testing.T, s string) { put(t, landscape(t, 300, 200, 1)[:3000], s) }, CodeDamaged},
		"over a limit":    {func(t *testing.T, s string) { put(t, landscape(t, 1200, 900, 1), s) }, CodeTooLarge},
		"gone": {func(t *testing.T, s string) {
			if err := os.Remove(s); err != nil {
				t.Fatal(err)
			}
		}, CodeVanished},
		"a folder": {func(t *testing.T, s string) {
			if err := errors.Join(os.Remove(s), os.Mkdir(s, 0o777)); err != nil {
				t.Fatal(err)
			}
		}, CodeUnreadable},
	} {
		t.Run(name, func(t *testing.T) {
			source, out := put(t, landscape(t, 300, 200, 1), t.TempDir(), "a.jpg"), t.TempDir()
			job := jobFor(t, source, out, wish(func(r *Recipe) { r.Size.LongEdge = 120 }))
			job.Limits.Pixels = 1_000_000
			c.change(t, source)
			r := new(Converter).Convert(t.Context(), job, unmarked)
			if r.Code != c.want || (r.Status == Written) != (c.want == "") || (r.Reason == "") != (c.want == "") {
				t.Fatalf("result: %+v", r)
			}
			if c.want != "" {
				wantFiles(t, out)
				return
			}
			wantFiles(t, out, "a.jpg")
			picture := decoded(t, filepath.Join(out, "a.jpg"))
			if size := picture.Bounds().Size(); size != image.Pt(120, 80) {
				t.Errorf("size %v", size)
			}
			if err := sample.Check(picture); err != nil {
				t.Error(err)
			}
		})
	}
}

// gpsEXIF is the smallest EXIF block that tells where a photo was taken.
func gpsEXIF() []byte {
	order := binary.LittleEndian
	block := append([]byte("II*\x00"), 8, 0, 0, 0)
	entry := func(tag, kind uint16, count, value uint32) {
		block = order.AppendUint16(block, tag)
		block = order.AppendUint16(block, kind)
		block = order.AppendUint32(block, count)
		block = order.AppendUint32(block, value)
	}
	block = order.AppendUint16(block, 1)
	entry(0x8825, 4, 1, 8+2+12+4) // the place of the GPS directory
	block = order.AppendUint32(block, 0)
	block = order.AppendUint16(block, 1)
	entry(0x0001, 2, 2, 'N') // GPSLatitudeRef
	return order.AppendUint32(block, 0)
}

// linearProfile is an ICC profile of RGB pixels with linear curves: not sRGB, whatever else it is.
func linearProfile() []byte {
	order := binary.BigEndian
	const head, tags = 128, 7
	profile := make([]byte, head, 512)
	copy(profile[8:], "\x02\x10\x00\x00mntrRGB XYZ ")
	copy(profile[36:], "acsp")
	profile = order.AppendUint32(profile, tags)
	bodies := []byte("desc\x00\x00\x00\x00\x00\x00\x00\x07linear\x00\x00")
	entries := [][3]any{{"desc", 0, len(bodies)}}
	for i, name := range []string{"rXYZ", "gXYZ", "bXYZ"} {
		entries = append(entries, [3]any{name, len(bodies), 20})
		bodies = append(bodies, "XYZ \x00\x00\x00\x00"...)
		for axis := range 3 {
			value := uint32(0x2000)
			if axis == i {
				value = 0xa000
			}
			bodies = order.AppendUint32(bodies, value)
		}
	}
	curve := len(bodies)
	bodies = append(bodies, "curv\x00\x00\x00\x00\x00\x00\x00\x00"...)
	for _, name := range []string{"rTRC", "gTRC", "bTRC"} {
		entries = append(entries, [3]any{name, curve, 12})
	}
	for _, e := range entries {
		profile = append(profile, e[0].(string)...)
		profile = order.AppendUint32(profile, uint32(head+4+12*tags+e[1].(int)))
		profile = order.AppendUint32(profile, uint32(e[2].(int)))
	}
	profile = append(profile, bodies...)
	order.PutUint32(profile, uint32(len(profile)))
	return profile
}

// with embeds metadata in a photo that was compressed so strongly that no new encoding is smaller.
func with(t testing.TB, m metadata.Metadata) []byte {
	t.Helper()
	picture, err := codec.Decode(landscape(t, 200, 150, 1), codec.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	data, err := codec.Encode(picture, codec.EncodeOptions{Format: codec.JPEG, Quality: 15, Metadata: m})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The source's own bytes are delivered where only a new encoding would happen that makes them larger,
// and never where they carry what the recipe leaves out.
func TestConvertKeepsTheSourceOnlyWhereItMay(t *testing.T) {
	const keep, anew = true, false
	gps, profile := metadata.Metadata{EXIF: gpsEXIF()}, metadata.Metadata{ICC: linearProfile()}
	for name, c := range map[string]struct {
		carried metadata.Metadata
		recipe  func(*Recipe)
		want    bool
	}{
		"nothing to leave out":      {metadata.Metadata{}, func(*Recipe) {}, keep},
		"a larger wish":             {metadata.Metadata{}, func(r *Recipe) { r.Size.LongEdge = 4000 }, keep},
		"a place under safe":        {gps, func(*Recipe) {}, anew},
		"a place under none":        {gps, func(r *Recipe) { r.Metadata.Keep = metadata.KeepNone }, anew},
		"a place under all":         {gps, func(r *Recipe) { r.Metadata.Keep = metadata.KeepAll }, keep},
		"a profile that is to stay": {profile, func(r *Recipe) { r.Colour.Profile = ProfileKeep }, keep},
		"a profile to be converted": {profile, func(*Recipe) {}, anew},
		"a smaller result":          {metadata.Metadata{}, func(r *Recipe) { r.Output.Quality = 2 }, anew},
		"a correction":              {metadata.Metadata{}, func(r *Recipe) { r.Colour.Contrast = 1 }, anew},
		"another format":            {metadata.Metadata{}, func(r *Recipe) { r.Output.Formats = []codec.Format{codec.PNG} }, anew},
	} {
		t.Run(name, func(t *testing.T) {
			source := with(t, c.carried)
			file, out := put(t, source, t.TempDir(), "a.jpg"), t.TempDir()
			r := new(Converter).Convert(t.Context(), jobFor(t, file, out, wish(func(r *Recipe) {
				r.Output.Quality = 95
				c.recipe(r)
			})), unmarked)
			if r.Status != Written || len(r.Outputs) != 1 {
				t.Fatalf("result: %+v", r)
			}
			result, err := os.ReadFile(filepath.Join(out, r.Outputs[0].Path))
			if err != nil {
				t.Fatal(err)
			}
			if same := bytes.Equal(result, source); same != c.want || r.Outputs[0].Kept != c.want {
				t.Errorf("the source's own bytes: %v, reported so: %v", same, r.Outputs[0].Kept)
			}
		})
	}
}

// A profile that is not sRGB stays with its pixels, and a remark says so, once however many outputs.
func TestConvertTellsOfAKeptProfile(t *testing.T) {
	profile := linearProfile()
	if metadata.IsSRGB(profile) {
		t.Fatal("the profile of this test passes for sRGB")
	}
	file := put(t, with(t, metadata.Metadata{ICC: profile}), t.TempDir(), "a.jpg")
	for _, c := range []struct {
		wish Profile
		want int
	}{{ProfileSRGB, 1}, {ProfileKeep, 0}} {
		out := t.TempDir()
		r := new(Converter).Convert(t.Context(), jobFor(t, file, out, wish(func(r *Recipe) {
			r.Size.Widths, r.Output.Formats, r.Colour.Profile = []int{50, 100}, []codec.Format{codec.JPEG, codec.PNG}, c.wish
		})), unmarked)
		if r.Status != Written || len(r.Outputs) != 4 || len(r.Remarks) != c.want {
			t.Fatalf("profile %s: %+v", c.wish, r)
		}
		for _, o := range r.Outputs {
			data, err := os.ReadFile(filepath.Join(out, o.Path))
			if err != nil {
				t.Fatal(err)
			}
			if got := metadata.Read(string(o.Format), data).ICC; !bytes.Equal(got, profile) {
				t.Errorf("profile %s: %s carries a profile of %d bytes, want %d", c.wish, o.Path, len(got), len(profile))
			}
		}
	}
}

// The tags on size follow the outputs, and what a policy leaves out is nowhere in the file.
func TestConvertLeavesOutThePlace(t *testing.T) {
	file, out := put(t, with(t, metadata.Metadata{EXIF: gpsEXIF()}), t.TempDir(), "a.jpg"), t.TempDir()
	r := new(Converter).Convert(t.Context(), jobFor(t, file, out, wish(func(r *Recipe) { r.Size.LongEdge = 50 })), unmarked)
	if r.Status != Written {
		t.Fatalf("result: %+v", r)
	}
	data, err := os.ReadFile(filepath.Join(out, "a.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	if m := metadata.Read("jpeg", data); m.Drops(metadata.KeepSafe) {
		t.Errorf("the output carries what the policy safe leaves out: %+v", m)
	}
}

// The last output cannot be written, since a file stands where its folder is to be: the first has no
// name then either.
func TestConvertWritesAllOutputsOrNone(t *testing.T) {
	file, out := put(t, landscape(t, 300, 200, 1), t.TempDir(), "a.jpg"), t.TempDir()
	put(t, []byte("in the way"), out, "sub")
	job := jobFor(t, file, out, wish(func(r *Recipe) { r.Size.Widths = []int{30, 60, 90} }))
	job.Targets[2].Path = "sub/c.jpg"
	r := new(Converter).Convert(t.Context(), job, unmarked)
	if r.Status != Failed || r.Code != CodeNotWritable || r.Stage != StageWrite || len(r.Outputs) != 0 {
		t.Errorf("result: %+v", r)
	}
	wantFiles(t, out, "sub")
	if strings.Contains(r.Reason, out) {
		t.Errorf("the reason tells where the folder lies: %s", r.Reason)
	}
}

// A file that appeared since the names were given out is not overwritten, and the result tells the name
// that the output really got.
func TestConvertTellsTheNameItReallyGave(t *testing.T) {
	file, out := put(t, landscape(t, 300, 200, 1), t.TempDir(), "a.jpg"), t.TempDir()
	job := jobFor(t, file, out, wish(func(r *Recipe) { r.Size.LongEdge = 90 }))
	put(t, []byte("somebody else's"), out, "a.jpg")
	if r := new(Converter).Convert(t.Context(), job, unmarked); r.Status != Written || r.Outputs[0].Path != "a-1.jpg" {
		t.Errorf("a name that was taken: %+v", r)
	}
	wantFiles(t, out, "a.jpg", "a-1.jpg")
	if data, err := os.ReadFile(filepath.Join(out, "a.jpg")); err != nil || string(data) != "somebody else's" {
		t.Errorf("the file in the way: %q, %v", data, err)
	}
	job.Targets[0].Replace = true
	r := new(Converter).Convert(t.Context(), job, unmarked)
	if r.Status != Written || r.Outputs[0].Path != "a.jpg" {
		t.Errorf("a name that may be replaced: %+v", r)
	}
	if got := tree(t, out)["a.jpg"]; got != r.Outputs[0].SHA256 {
		t.Errorf("the file's hash is %s, the result says %s", got, r.Outputs[0].SHA256)
	}
}

// The stages come in the order of a photo's journey, and their times are those of the whole.
func TestConvertTellsItsStages(t *testing.T) {
	file, out := put(t, landscape(t, 1500, 1000, 6), t.TempDir(), "a.jpg"), t.TempDir()
	var stages []Stage
	r := new(Converter).Convert(t.Context(), jobFor(t, file, out, wish(func(r *Recipe) {
		r.Size.LongEdge, r.Colour.Auto, r.Sharpen.Amount = 700, true, 30
	})), func(s Stage) { stages = append(stages, s) })
	if !slices.Equal(stages, Stages[:]) {
		t.Errorf("stages %v", stages)
	}
	for _, s := range Stages {
		if r.Stages.Get(s) <= 0 {
			t.Errorf("%s took %v s", s, r.Stages.Get(s))
		}
	}
	if total := r.Stages.Total(); total > r.Seconds || total < 0.8*r.Seconds {
		t.Errorf("the stages took %v of %v s", total, r.Seconds)
	}
}

// Whenever it is cancelled, a job leaves nothing, and says that the photo is still to do.
func TestConvertCancelledAtAnyStage(t *testing.T) {
	file := put(t, landscape(t, 300, 200, 1), t.TempDir(), "a.jpg")
	recipe := wish(func(r *Recipe) { r.Size.Widths, r.Colour.Auto = []int{50, 100}, true })
	for at := 1; ; at++ {
		out := t.TempDir()
		ctx, cancel := context.WithCancel(t.Context())
		marks := 0
		r := new(Converter).Convert(ctx, jobFor(t, file, out, recipe), func(Stage) {
			if marks++; marks == at {
				cancel()
			}
		})
		cancel()
		if marks < at {
			if at != 11 || r.Status != Written { // read, decode, and four for each of two outputs
				t.Errorf("after %d marks: %+v", marks, r)
			}
			return
		}
		if r.Status != Failed || r.Code != CodeCancelled || len(r.Outputs) != 0 {
			t.Errorf("cancelled at mark %d: %+v", at, r)
		}
		wantFiles(t, out)
	}
}

func TestConvertIntoAFolderThatIsGone(t *testing.T) {
	file := put(t, landscape(t, 300, 200, 1), t.TempDir(), "a.jpg")
	job := jobFor(t, file, filepath.Join(t.TempDir(), "gone"), DefaultRecipe())
	if r := new(Converter).Convert(t.Context(), job, unmarked); r.Code != CodeFolderGone || !r.Code.Fatal() {
		t.Errorf("result: %+v", r)
	}
	if _, err := os.Stat(job.Folder); err == nil {
		t.Error("the folder was made")
	}
}

// A job made up by whoever is no reason to write outside the output folder or to panic.
func TestConvertDistrustsItsJob(t *testing.T) {
	file, out := put(t, landscape(t, 300, 200, 1), t.TempDir(), "a.jpg"), filepath.Join(t.TempDir(), "out")
	if err := os.Mkdir(out, 0o777); err != nil {
		t.Fatal(err)
	}
	good := jobFor(t, file, out, DefaultRecipe())
	for name, change := range map[string]func(*Job){
		"a path that climbs":     func(j *Job) { j.Targets[0].Path = "../a.jpg" },
		"an absolute path":       func(j *Job) { j.Targets[0].Path = filepath.Join(filepath.Dir(out), "a.jpg") },
		"an output too many":     func(j *Job) { j.Targets[0].Output = 1 },
		"an output below 0":      func(j *Job) { j.Targets[0].Output = -1 },
		"a token that is a path": func(j *Job) { j.Token = "../../x" },
	} {
		job := good
		job.Targets = slices.Clone(good.Targets)
		change(&job)
		if r := new(Converter).Convert(t.Context(), job, unmarked); r.Status != Failed || r.Reason == "" {
			t.Errorf("%s: %+v", name, r)
		}
		wantFiles(t, filepath.Dir(out))
	}
}
