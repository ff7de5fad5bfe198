package processing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"minilab/processing/codec"
	"minilab/processing/output"
	"minilab/processing/pool"
)

// Every kind of error has its code and a sentence that says what to do or whose fault it is.
func TestReason(t *testing.T) {
	start := &pool.StartError{Err: fmt.Errorf("pool: worker process minilab: %w", &pool.LostError{Cause: pool.Crash, Detail: "exit status 1"})}
	for name, c := range map[string]struct {
		err  error
		code Code
		says string
	}{
		"cancelled":          {context.Canceled, CodeCancelled, "nothing was written"},
		"a deadline":         {context.DeadlineExceeded, CodeCancelled, "nothing was written"},
		"the same folder":    {fmt.Errorf("%w: photos", ErrSameFolder), CodeSameFolder, "choose another one"},
		"a recipe":           {fmt.Errorf("%w: %w", ErrRecipe, errors.Join(&WishError{"size.width", "is -1"}, &WishError{"size.height", "is -2"})), CodeRecipe, "The recipe cannot be used: size.width is -1; size.height is -2."},
		"a full disk":        {&writeError{&fs.PathError{Op: "write", Path: "a.jpg", Err: syscall.ENOSPC}}, CodeDiskFull, "Make room"},
		"a full disk before": {&output.FolderError{Path: "out", Problem: output.ErrDiskFull, Err: syscall.ENOSPC}, CodeDiskFull, "Make room"},
		"a stop":             {&StopError{CodeNoWorkers, "No worker starts."}, CodeNoWorkers, "No worker starts."},
		"a file as a folder": {&output.FolderError{Path: "out", Problem: output.ErrNotFolder, Err: syscall.ENOTDIR}, CodeFolderGone, "out cannot be used: it is a file, not a folder"},
		"a folder gone":      {&output.FolderError{Path: "out", Err: fs.ErrNotExist}, CodeFolderGone, "out cannot be used"},
		"an output":          {&writeError{&fs.PathError{Op: "create", Path: "a.jpg", Err: syscall.EACCES}}, CodeNotWritable, "create a.jpg: permission denied"},
		"an output's folder": {&writeError{&fs.PathError{Op: "create", Path: "a.jpg", Err: syscall.ENOENT}}, CodeNotWritable, "create a.jpg"},
		"empty":              {codec.ErrEmpty, CodeEmpty, "copy it again"},
		"no photo":           {fmt.Errorf("probe: %w", codec.ErrNotPhoto), CodeNotPhoto, "no photo format"},
		"not built in":       {&codec.UnsupportedError{Format: codec.HEIC}, CodeNotBuiltIn, "HEIC"},
		"over a limit":       {&codec.LimitError{What: "size", Value: 400, Limit: 300, Unit: "megapixels", Flag: "--max-megapixels"}, CodeTooLarge, "--max-megapixels raises it"},
		"damaged":            {&codec.FormatError{Format: codec.JPEG, Err: io.ErrUnexpectedEOF}, CodeDamaged, "The JPEG file is damaged: unexpected EOF"},
		"a crash":            {&pool.LostError{Cause: pool.Crash, Detail: "signal: killed"}, CodeCrashed, "signal: killed"},
		"a panic":            {&pool.LostError{Cause: pool.Panic, Detail: "index out of range"}, CodeCrashed, "panicked"},
		"a broken protocol":  {&pool.LostError{Cause: pool.Protocol, Detail: "no frame"}, CodeCrashed, "the other photos are not affected"},
		"too slow":           {&pool.LostError{Cause: pool.Timeout, After: 31234 * time.Millisecond}, CodeTimeout, "longer than 31.2s"},
		"no workers":         {start, CodeNoWorkers, "--isolation none"},
		"changed":            {ErrChanged, CodeChanged, "convert it again"},
		"a pipe":             {fmt.Errorf("look at photo: %w", ErrNotFile), CodeUnreadable, "not a file"},
		"vanished":           {&fs.PathError{Op: "open", Path: "a.jpg", Err: syscall.ENOENT}, CodeVanished, "no longer there"},
		"not allowed":        {&fs.PathError{Op: "open", Path: "a.jpg", Err: syscall.EACCES}, CodeUnreadable, "permissions"},
		"a broken disk":      {&fs.PathError{Op: "read", Path: "a.jpg", Err: syscall.EIO}, CodeUnreadable, "disk reported an error"},
		"anything else":      {errors.New("the moon is full"), CodeInternal, "Please report it"},
	} {
		t.Run(name, func(t *testing.T) {
			code, sentence := Reason(c.err)
			if code != c.code || !strings.Contains(sentence, c.says) {
				t.Errorf("%s: %q, want %s: ...%s...", code, sentence, c.code, c.says)
			}
			wantSentence(t, sentence)
			if _, again := Reason(fmt.Errorf("wrapped: %w", c.err)); code != CodeInternal && code != CodeRecipe && again != sentence {
				t.Errorf("wrapped it is %q", again)
			}
		})
	}
}

// wantSentence wants a sentence that disturbs neither a terminal nor a table.
func wantSentence(t testing.TB, text string) {
	t.Helper()
	first, _ := utf8.DecodeRuneInString(text)
	if !strings.HasSuffix(text, ".") || strings.HasSuffix(text, "..") || !unicode.IsUpper(first) {
		t.Errorf("%q is no sentence", text)
	}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		t.Errorf("%q holds what disturbs a terminal", text)
	}
}

// Errors can carry bytes of a photo or of a file's name.
func TestReasonIsHarmless(t *testing.T) {
	nasty := "\x1b[31m\r\nred\x00\x9b\xff\u0085\u009b"
	for _, err := range []error{
		errors.New(nasty),
		&codec.FormatError{Format: codec.PNG, Err: errors.New(nasty)},
		&pool.LostError{Cause: pool.Panic, Detail: nasty},
		&writeError{&fs.PathError{Op: "create", Path: nasty, Err: syscall.EIO}},
		&output.FolderError{Path: nasty, Err: errors.New(nasty)},
		fmt.Errorf("%w: %s", ErrRecipe, nasty),
	} {
		_, sentence := Reason(err)
		wantSentence(t, sentence)
	}
}

func TestOnlyWhatEndsEveryPhotoIsFatal(t *testing.T) {
	fatal := map[Code]bool{CodeDiskFull: true, CodeFolderGone: true, CodeNoWorkers: true}
	for _, code := range []Code{
		CodeDamaged, CodeEmpty, CodeNotPhoto, CodeNotBuiltIn, CodeTooLarge, CodeUnreadable, CodeVanished, CodeChanged,
		CodeCrashed, CodeTimeout, CodeExists, CodeUpToDate, CodeOwnOutput, CodeNotWritable, CodeCancelled, CodeInternal,
		CodeDiskFull, CodeFolderGone, CodeNoWorkers,
	} {
		if code.Fatal() != fatal[code] {
			t.Errorf("%s is fatal: %v", code, code.Fatal())
		}
	}
}

// A report may be passed on: its reasons tell paths as they were given, not where someone's folders lie.
func TestReasonsOfARunTellPathsAsGiven(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	long := strings.Repeat("x", 240)
	putPhotos(t, "in", "a.jpg", long+".jpg", "(crash).jpg", "sub/b.jpg")
	put(t, []byte("in the way"), "out", "sub")
	put(t, []byte("words"), "in", "words.jpg")
	b := batchFor(t, "out")
	b.Recipe.Output.Name = "{name}{name}/{name}.{ext}"
	q := scanned(t, "out", "in", "missing.jpg")
	mustRun(t, b, q)
	if s := q.Totals(); s.Failed < 4 {
		t.Errorf("too few failed to prove anything: %+v", q.Results())
	}
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range q.Results() {
		if strings.Contains(r.Reason, dir) || strings.Contains(r.Reason, real) || filepath.IsAbs(r.Source) {
			t.Errorf("%s tells where the folders lie: %s", r.Source, r.Reason)
		}
		if r.Status == Failed {
			wantSentence(t, r.Reason)
		}
		if r.Code == CodeInternal {
			t.Errorf("%s is this program's fault: %s", r.Source, r.Reason)
		}
		for _, o := range r.Outputs {
			if filepath.IsAbs(o.Path) {
				t.Errorf("an output is reported as %s", o.Path)
			}
			if _, err := os.Stat(o.Path); err != nil {
				t.Error(err)
			}
		}
	}
}
