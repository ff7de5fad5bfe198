//go:build unix

package pool

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

// Descriptors of a worker's own. Standard output will not do: libraries print on it.
const (
	inputDescriptor  = 3
	outputDescriptor = 4
)

// connect gives the process its ends. Standard input and output are the null device.
func connect(cmd *exec.Cmd, in, out *os.File) { cmd.ExtraFiles = []*os.File{in, out} }

// connection is this worker process's ends of what connects it to the pool.
func connection() (in, out *os.File, err error) {
	for _, fd := range []int{inputDescriptor, outputDescriptor} {
		// With a blocking read one of the two goroutines would hold the only processor while it waits.
		if err := syscall.SetNonblock(fd, true); err != nil {
			return nil, nil, fmt.Errorf("pool: not started as a worker: descriptor %d: %w", fd, err)
		}
		// A program that a task runs must not keep the connection open beyond the worker's end.
		syscall.CloseOnExec(fd)
	}
	return os.NewFile(inputDescriptor, "worker input"), os.NewFile(outputDescriptor, "worker output"), nil
}
