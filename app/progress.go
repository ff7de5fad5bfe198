package app

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"minilab/processing"
)

// progress shows a run on standard error. A ticker samples the queue; no event of the run reaches the
// terminal by itself, except photos that fail, which are worth a line at once.
type progress struct {
	queue *processing.Queue
	view  view
	every time.Duration

	mu   sync.Mutex // one line at a time
	quit chan struct{}
	done chan struct{}
}

// view is one way to show a run. Its methods are never called two at a time.
type view interface {
	sample(processing.Snapshot)
	failed(processing.Result)
	end(*processing.Report)
}

// newProgress returns the progress of one kind: auto, bar, lines, json or none.
func newProgress(kind string, w io.Writer, queue *processing.Queue) *progress {
	p := &progress{queue: queue, every: 100 * time.Millisecond, quit: make(chan struct{}), done: make(chan struct{})}
	if kind == "auto" {
		kind = "lines"
		if isTerminal(w) {
			kind = "bar"
		}
	}
	switch kind {
	case "bar":
		p.view = &barView{w: w, width: func() int { return terminalWidth(w) }}
	case "json":
		p.view, p.every = &jsonView{json.NewEncoder(w)}, time.Second
	case "none":
		p.view = silent{}
	default:
		p.view, p.every = &linesView{w}, 5*time.Second
	}
	return p
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

func terminalWidth(w io.Writer) int {
	if file, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(file.Fd())); err == nil {
			return width
		}
	}
	return 80
}

func (p *progress) start() {
	go func() {
		defer close(p.done)
		ticker := time.NewTicker(p.every)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				p.show(func() { p.view.sample(p.queue.Totals()) })
			case <-p.quit:
				return
			}
		}
	}()
}

// finished is the batch's hook: it tells failures as they come and never stops the run.
func (p *progress) finished(r processing.Result) error {
	if r.Status == processing.Failed {
		p.show(func() { p.view.failed(r) })
	}
	return nil
}

// stop ends the ticker and shows what the run came to; nil where it never began.
func (p *progress) stop(report *processing.Report) {
	close(p.quit)
	<-p.done
	p.show(func() { p.view.end(report) })
}

func (p *progress) show(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f()
}

// silent shows nothing.
type silent struct{}

func (silent) sample(processing.Snapshot) {}
func (silent) failed(processing.Result)   {}
func (silent) end(*processing.Report)     {}

// linesView writes a line every few seconds: for logs.
type linesView struct{ w io.Writer }

func (v *linesView) sample(s processing.Snapshot) { fmt.Fprintln(v.w, status(s)) }
func (v *linesView) failed(r processing.Result)   { fmt.Fprintln(v.w, failure(r)) }

func (v *linesView) end(r *processing.Report) {
	if r != nil {
		fmt.Fprintln(v.w, describe(r))
	}
}

// barView keeps one line up to date: for terminals.
type barView struct {
	w     io.Writer
	width func() int
	shown bool
}

func (v *barView) sample(s processing.Snapshot) {
	text := status(s)
	room := v.width() - len([]rune(text)) - 4
	if room >= 10 {
		text = bar(s.Share, min(room, 40)) + " " + text
	}
	if runes := []rune(text); len(runes) >= v.width() {
		text = string(runes[:max(0, v.width()-1)])
	}
	fmt.Fprint(v.w, "\r\x1b[K"+text)
	v.shown = true
}

// clear removes the bar, so that a line can take its place.
func (v *barView) clear() {
	if v.shown {
		fmt.Fprint(v.w, "\r\x1b[K")
		v.shown = false
	}
}

func (v *barView) failed(r processing.Result) {
	v.clear()
	fmt.Fprintln(v.w, failure(r))
}

func (v *barView) end(r *processing.Report) {
	v.clear()
	if r != nil {
		fmt.Fprintln(v.w, describe(r))
	}
}

func bar(share float64, width int) string {
	full := int(share*float64(width) + 0.5)
	return "[" + strings.Repeat("#", full) + strings.Repeat("-", width-full) + "]"
}

// status is a run in one line.
func status(s processing.Snapshot) string {
	total := fmt.Sprint(s.Photos)
	if s.Scanning {
		total += "+"
	}
	line := fmt.Sprintf("%d of %s photos", s.Done(), total)
	if s.Failed > 0 {
		line += fmt.Sprintf(", %d failed", s.Failed)
	}
	line += ", " + seconds(s.Elapsed.Seconds())
	if s.Rate > 0 {
		line += fmt.Sprintf(", %.1f a second", s.Rate)
	}
	if s.LeftKnown {
		line += ", " + seconds(s.Left.Round(time.Second).Seconds()) + " left"
	}
	return line
}

func failure(r processing.Result) string { return "failed: " + printable(r.Source) + ": " + r.Reason }

// printable makes a path safe to show: a file's name can hold anything, also what a terminal obeys.
func printable(path string) string {
	for _, r := range path {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '\uFFFD' {
			return fmt.Sprintf("%q", path)
		}
	}
	return path
}

// jsonView writes one JSON object per line: for programs.
type jsonView struct{ e *json.Encoder }

// progressEvent is a sample of a run.
type progressEvent struct {
	Event          string   `json:"event"`
	Photos         int      `json:"photos"`
	Written        int      `json:"written"`
	Skipped        int      `json:"skipped"`
	Failed         int      `json:"failed"`
	Scanning       bool     `json:"scanning"`
	Share          float64  `json:"share"`
	ElapsedSeconds float64  `json:"elapsed_seconds"`
	LeftSeconds    *float64 `json:"left_seconds,omitempty"`
	PhotosASecond  float64  `json:"photos_a_second"`
	BytesIn        int64    `json:"bytes_in"`
	BytesOut       int64    `json:"bytes_out"`
	Workers        int      `json:"workers"`
}

func (v *jsonView) sample(s processing.Snapshot) {
	e := progressEvent{
		Event: "progress", Photos: s.Photos, Written: s.Written, Skipped: s.Skipped, Failed: s.Failed,
		Scanning: s.Scanning, Share: s.Share, ElapsedSeconds: s.Elapsed.Seconds(), PhotosASecond: s.Rate,
		BytesIn: s.BytesIn, BytesOut: s.BytesOut, Workers: s.Workers,
	}
	if s.LeftKnown {
		left := s.Left.Seconds()
		e.LeftSeconds = &left
	}
	v.write(e)
}

func (v *jsonView) failed(r processing.Result) {
	v.write(struct {
		Event  string          `json:"event"`
		Source string          `json:"source"`
		Code   processing.Code `json:"code"`
		Reason string          `json:"reason"`
	}{"failed", r.Source, r.Code, r.Reason})
}

func (v *jsonView) end(r *processing.Report) {
	if r == nil {
		return
	}
	v.write(progressEvent{
		Event: "end", Photos: r.Photos, Written: r.Written, Skipped: r.Skipped, Failed: r.Failed, Share: 1,
		ElapsedSeconds: r.ElapsedSeconds, BytesIn: r.BytesIn, BytesOut: r.BytesOut, Workers: r.Workers,
	})
}

// write drops the error: where standard error is closed there is nobody left to tell.
func (v *jsonView) write(event any) { _ = v.e.Encode(event) }
