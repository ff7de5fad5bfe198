package machine

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestMemoryIsPlausible(t *testing.T) {
	if m := Memory(); m < 64<<20 || m > 64<<40 {
		t.Errorf("Memory() = %d bytes", m)
	}
}

func TestReadLimit(t *testing.T) {
	for _, c := range []struct {
		text  string
		want  int64
		found bool
	}{
		{"536870912\n", 536870912, true},
		{"max\n", 0, false},
		{"", 0, false},
		{"-1", 0, false},
	} {
		file := filepath.Join(t.TempDir(), "memory.max")
		if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, found := readLimit(file); found != c.found || found && got != c.want {
			t.Errorf("readLimit(%q) = %d, %v; want %d, %v", c.text, got, found, c.want, c.found)
		}
	}
	if _, found := readLimit(filepath.Join(t.TempDir(), "none")); found {
		t.Error("a file that is not there gave a limit")
	}
}

func TestCPUGrowsWithWork(t *testing.T) {
	before, n := CPU(), 0
	for deadline := time.Now().Add(5 * time.Second); CPU() == before; n++ {
		if time.Now().After(deadline) {
			t.Fatal("five seconds of work cost no processor time")
		}
	}
}
