package processing

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"time"

	"minilab/processing/codec"
	"minilab/processing/output"
	"minilab/processing/pool"
)

// Code is a reason for programs: stable words, where Result.Reason is a sentence for people.
type Code string

// The codes of photos that were not written.
const (
	CodeDamaged     Code = "damaged"      // the file's fault
	CodeEmpty       Code = "empty"        // a file of no bytes
	CodeNotPhoto    Code = "not-a-photo"  // no format this program knows
	CodeNotBuiltIn  Code = "not-built-in" // a format it knows and cannot read
	CodeTooLarge    Code = "too-large"    // over one of this program's limits
	CodeUnreadable  Code = "unreadable"   // the system does not let it be read
	CodeVanished    Code = "vanished"     // gone since it was added
	CodeChanged     Code = "changed"      // another photo since it was added
	CodeCrashed     Code = "crashed"      // its worker died of it
	CodeTimeout     Code = "timeout"      // took longer than allowed
	CodeExists      Code = "exists"       // skipped: its output stands already
	CodeUpToDate    Code = "up-to-date"   // skipped: the output is newer
	CodeOwnOutput   Code = "own-output"   // skipped: it is an output of this program
	CodeDiskFull    Code = "disk-full"    // the run cannot go on
	CodeFolderGone  Code = "folder-gone"  // the run cannot go on
	CodeNotWritable Code = "not-writable" // the output cannot be written
	CodeNoWorkers   Code = "no-workers"   // the run cannot go on
	CodeSameFolder  Code = "same-folder"  // the run cannot begin: outputs would lie among the photos
	CodeRecipe      Code = "recipe"       // the run cannot begin: its recipe cannot be carried out
	CodeCancelled   Code = "cancelled"    // the run was stopped; the photo is still to do
	CodeInternal    Code = "internal"     // this program's fault
)

// Fatal reports whether a run cannot go on after a photo that ended so: the next photo would end the
// same way.
func (c Code) Fatal() bool {
	return c == CodeDiskFull || c == CodeFolderGone || c == CodeNoWorkers
}

// Sentences about photos that were written all the same.
const remarkProfileKept = "Its colour profile was kept, since converting profiles is not built into this program."

// Reason turns an error about a photo or a run into its code and the sentence that a report, a
// terminal or a row shows. This is the one place where errors become sentences.
func Reason(err error) (Code, string) {
	for _, explain := range [...]func(error) (Code, string){ofRun, ofOutput, ofPhoto, ofWorker, ofSource} {
		if code, sentence := explain(err); code != "" {
			return code, sentence
		}
	}
	return CodeInternal, "An error inside Minilab: " + plain(err.Error()) + ". Please report it."
}

func ofRun(err error) (Code, string) {
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return CodeCancelled, "Stopped before it was done; nothing was written."
	case errors.Is(err, ErrSameFolder):
		return CodeSameFolder, "The output folder is also an input folder; choose another one."
	case errors.Is(err, ErrRecipe):
		return CodeRecipe, sentence(strings.ReplaceAll(err.Error(), "\n", "; "))
	case output.IsDiskFull(err):
		return CodeDiskFull, "The disk of the output folder is full. Make room and start again."
	}
	return "", ""
}

func ofPhoto(err error) (Code, string) {
	if errors.Is(err, codec.ErrEmpty) {
		return CodeEmpty, "The file is empty; copy it again from its source."
	}
	if errors.Is(err, codec.ErrNotPhoto) {
		return CodeNotPhoto, "The file's content is no photo format that Minilab knows."
	}
	if e, ok := errors.AsType[*codec.UnsupportedError](err); ok {
		return CodeNotBuiltIn, sentence(e.Error())
	}
	if e, ok := errors.AsType[*codec.LimitError](err); ok {
		return CodeTooLarge, sentence(e.Error())
	}
	if e, ok := errors.AsType[*codec.FormatError](err); ok {
		return CodeDamaged, sentence(e.Error())
	}
	return "", ""
}

func ofWorker(err error) (Code, string) {
	// A worker that was lost before its first task is also the reason why none could be started.
	if e, ok := errors.AsType[*pool.StartError](err); ok {
		return CodeNoWorkers, sentence(fmt.Sprintf("%v; workers without processes of their own may help: --isolation none", e))
	}
	if e, ok := errors.AsType[*pool.LostError](err); ok {
		if e.Cause == pool.Timeout {
			return CodeTimeout, fmt.Sprintf("It took longer than %s and was stopped; allow more with --timeout.", e.After.Round(100*time.Millisecond))
		}
		return CodeCrashed, sentence(fmt.Sprintf("%v while working on it; the other photos are not affected", e))
	}
	return "", ""
}

// writeError is an error about an output, which else looks like one about the photo.
type writeError struct{ err error }

func (e *writeError) Error() string { return "write output: " + e.err.Error() }
func (e *writeError) Unwrap() error { return e.err }

func ofOutput(err error) (Code, string) {
	if stop, ok := errors.AsType[*StopError](err); ok {
		return stop.Code, stop.Reason
	}
	if e, ok := errors.AsType[*output.FolderError](err); ok {
		return CodeFolderGone, sentence(e.Error())
	}
	if e, ok := errors.AsType[*writeError](err); ok {
		return CodeNotWritable, sentence(fmt.Sprintf("the output cannot be written: %v", e.err))
	}
	return "", ""
}

func ofSource(err error) (Code, string) {
	switch {
	case errors.Is(err, ErrChanged):
		return CodeChanged, "The photo changed after it was added; convert it again."
	case errors.Is(err, ErrNotFile):
		return CodeUnreadable, "It is a device, a pipe or a socket, not a file."
	case errors.Is(err, fs.ErrNotExist):
		return CodeVanished, "The file is no longer there."
	case errors.Is(err, fs.ErrPermission):
		return CodeUnreadable, "The file may not be read by this user; check its permissions."
	case errors.Is(err, syscall.EIO):
		return CodeUnreadable, "The disk reported an error while the file was read."
	}
	return "", ""
}

// fail turns a result into that of a photo that was not written.
func (r *Result) fail(err error, in Stage) {
	r.Status, r.Stage = Failed, in
	r.Code, r.Reason = Reason(err)
}

// sentence begins with a capital and ends with a stop.
func sentence(text string) string {
	text = plain(text)
	if text == "" {
		return ""
	}
	text = strings.ToUpper(text[:1]) + text[1:]
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

// plain leaves out what could disturb a terminal or a table: errors can carry bytes of a photo or of
// a file's name.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
