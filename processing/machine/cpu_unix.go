//go:build !windows

package machine

import (
	"time"

	"golang.org/x/sys/unix"
)

// CPU is the processor time, user and system, of this process and of every child that has ended. The
// difference of two calls around a run is what the run cost, once its workers have ended.
func CPU() time.Duration {
	return usage(unix.RUSAGE_SELF) + usage(unix.RUSAGE_CHILDREN)
}

func usage(who int) time.Duration {
	var u unix.Rusage
	if unix.Getrusage(who, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
