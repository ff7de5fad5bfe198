package pool

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
)

const (
	// keptStderr is how much of a worker's standard error is kept. A crash in a C library is reported
	// with the stacks of all goroutines behind the reason, some 20 KiB.
	keptStderr = 32 << 10
	// toldStderr is how much of it is told.
	toldStderr = 4 << 10
	// longestLine is the most bytes of a text that is to be one line.
	longestLine = 300
)

// stderr keeps the end of what a worker writes to its standard error. It always accepts what comes,
// so a worker that writes much is never held up.
type stderr struct {
	mu   sync.Mutex
	kept []byte
}

func (s *stderr) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = append(s.kept, p[max(0, len(p)-keptStderr):]...)
	if over := len(s.kept) - keptStderr; over > 0 {
		s.kept = append(s.kept[:0], s.kept[over:]...)
	}
	return len(p), nil
}

// last is the end of what was written, or where the Go runtime has reported a crash, that report
// from its first line on, which is the one that counts.
func (s *stderr) last() (text string, crash bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if at := crashReport(s.kept); at >= 0 {
		report := s.kept[at:]
		return strings.ToValidUTF8(string(report[:min(len(report), toldStderr)]), "?"), true
	}
	return strings.ToValidUTF8(string(s.kept[max(0, len(s.kept)-toldStderr):]), "?"), false
}

// crashReport finds the first line of the report with which the Go runtime ends a program.
func crashReport(text []byte) int {
	for at := 0; at < len(text); {
		line, _, _ := bytes.Cut(text[at:], []byte("\n"))
		for _, start := range [...]string{"panic: ", "fatal error: ", "SIG"} {
			if bytes.HasPrefix(line, []byte(start)) {
				return at
			}
		}
		at += len(line) + 1
	}
	return -1
}

// lastLine is the last line that is not empty.
func lastLine(text string) string {
	text = strings.TrimSpace(text)
	return text[strings.LastIndexByte(text, '\n')+1:]
}

// firstLine is the first line.
func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// oneLine makes a text from elsewhere fit to be shown: one line of bounded length without control
// characters, which a terminal would obey.
func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text[:min(len(text), longestLine)])
	return strings.ToValidUTF8(strings.TrimSpace(text), "")
}
