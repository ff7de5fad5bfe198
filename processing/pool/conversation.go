package pool

import (
	"encoding/json"
	"fmt"
	"sync/atomic"
)

// introduces reports whether the first frame of a worker is the hello of one that can be understood.
func (n *notice) introduces() error {
	if n.Kind != kindHello {
		return fmt.Errorf("it says not %q but %q, so it is no worker", kindHello, n.Kind)
	}
	if n.Version != protocolVersion {
		return fmt.Errorf("it speaks version %d of the protocol, this program version %d: they are not of the same build",
			n.Version, protocolVersion)
	}
	return nil
}

// conversation is the pool's side of one message, after it was sent. It believes a worker only what
// can be true: a worker may have been taken over by the input it reads.
type conversation[R any] struct {
	frames *frames
	sent   int          // tasks in the message
	ended  int          // tasks done
	left   *atomic.Bool // the worker was asked to leave, so it may end early
}

// follow reads until the message has ended. The error is a *LostError where the worker has said why
// it is lost, else that of reading.
func (c *conversation[R]) follow(mark func(int, uint8), done func(int, R)) error {
	for {
		var n news
		if err := c.frames.read(&n); err != nil {
			return err
		}
		if !c.mayCome(&n) {
			return fmt.Errorf("%w: %q for task %d where %d of %d are done", errFrame, n.Kind, n.Task, c.ended, c.sent)
		}
		switch n.Kind {
		case kindMark:
			mark(c.ended, n.Step)
		case kindDone:
			var r R
			if err := json.Unmarshal(n.Result, &r); err != nil {
				return fmt.Errorf("%w: result of task %d: %w", errFrame, n.Task, err)
			}
			done(c.ended, r)
			c.ended++
		case kindLost:
			return n.lostError()
		case kindEnd:
			return nil
		}
	}
}

func (c *conversation[R]) mayCome(n *news) bool {
	switch n.Kind {
	case kindMark, kindDone, kindLost:
		return c.ended < c.sent && n.Task == c.ended
	case kindEnd:
		return c.ended == c.sent || c.left.Load()
	}
	return false
}
