// Package machine tells what the machine has and what this program used of it: memory to plan with,
// processor time to report.
package machine

import (
	"os"
	"strconv"
	"strings"
)

// fallbackMemory is assumed where the system does not tell: small enough to be safe on any machine
// that shows a desktop.
const fallbackMemory = 4 << 30

// Memory is how many bytes of memory this program may count on: what the machine has, or less where a
// container is held to less.
func Memory() int64 {
	total := physicalMemory()
	if total <= 0 {
		total = fallbackMemory
	}
	for _, file := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		if limit, ok := readLimit(file); ok && limit < total {
			total = limit
		}
	}
	return total
}

// readLimit reads a limit of a control group; "max" and files that are not there are no limit.
func readLimit(file string) (int64, bool) {
	text, err := os.ReadFile(file)
	if err != nil {
		return 0, false
	}
	limit, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
	return limit, err == nil && limit > 0
}
