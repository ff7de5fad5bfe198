package pool

import (
	"os"
	"os/exec"
)

// connect gives the process its ends. Windows passes on standard handles only.
func connect(cmd *exec.Cmd, in, out *os.File) { cmd.Stdin, cmd.Stdout = in, out }

// connection is this worker process's ends of what connects it to the pool. What the program prints
// must not get in between, so its standard output becomes its standard error.
func connection() (in, out *os.File, err error) {
	in, out = os.Stdin, os.Stdout
	os.Stdout = os.Stderr
	return in, out, nil
}
