package pool

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
)

// What crosses between the pool and a worker process is frames: four bytes of length, little endian,
// then that many bytes of JSON.
//
//	pool → worker                       worker → pool
//	                                    {"kind":"hello","version":1}
//	{"kind":"tasks","tasks":[...]}      {"kind":"mark","task":0,"step":2}   as task 0 advances
//	                                    {"kind":"done","task":0,"result":...}
//	                                    {"kind":"lost","task":0,"cause":2,"text":"..."}
//	                                                    instead, and it leaves
//	                                    {"kind":"end"}                      it begins no more tasks
//	{"kind":"leave"}                    {"kind":"end"}
//	end of file: cancel and leave
//
// Tasks are numbered within their message and done in order, so the pool knows which number comes
// next and believes no other. A worker may end a message early only when it was asked to leave.
const (
	protocolVersion = 1

	// maxFrame is the most bytes of JSON in a frame. What crosses is meant to be small; the limit is
	// there so that four wrong bytes cannot make either side allocate gigabytes.
	maxFrame = 1 << 20

	headerSize = 4
)

const (
	kindHello = "hello"
	kindTasks = "tasks"
	kindLeave = "leave"
	kindMark  = "mark"
	kindDone  = "done"
	kindLost  = "lost"
	kindEnd   = "end"
)

// errFrame is wrapped where the other side sent, or this side would send, what is no frame.
var errFrame = errors.New("bad frame")

// notice is every frame a worker sends, except done.
type notice struct {
	Kind    string `json:"kind"`
	Version int    `json:"version,omitempty"`
	Task    int    `json:"task,omitempty"`
	Step    uint8  `json:"step,omitempty"`
	Cause   Cause  `json:"cause,omitempty"`
	Text    string `json:"text,omitempty"`
}

// lostError is what a worker says it was lost by: it panicked, or else it could not reply.
func (n *notice) lostError() *LostError {
	cause := Protocol
	if n.Cause == Panic {
		cause = Panic
	}
	return &LostError{Cause: cause, Detail: oneLine(n.Text)}
}

// completion is the frame with a task's result.
type completion[R any] struct {
	Kind   string `json:"kind"`
	Task   int    `json:"task"`
	Result R      `json:"result"`
}

// news is any frame from a worker, as the pool reads it.
type news struct {
	notice
	Result json.RawMessage `json:"result"`
}

// request is any frame to a worker.
type request[T any] struct {
	Kind  string `json:"kind"`
	Tasks []T    `json:"tasks,omitempty"`
}

// frames is one side's end of the connection. Reading is for one goroutine, writing for any.
type frames struct {
	r       *bufio.Reader
	body    []byte // of the frame last read
	writing sync.Mutex
	w       io.Writer
	in, out atomic.Int64 // bytes
}

func newFrames(r io.Reader, w io.Writer) *frames {
	return &frames{r: bufio.NewReader(r), w: w}
}

// read reads the next frame into v. It returns io.EOF at the end between frames, an error that wraps
// errFrame for what is no frame, else the error of the reader.
func (f *frames) read(v any) error {
	var header [headerSize]byte
	if _, err := io.ReadFull(f.r, header[:]); err != nil {
		return err
	}
	size := binary.LittleEndian.Uint32(header[:])
	if size == 0 || size > maxFrame {
		return fmt.Errorf("%w: %d bytes announced, 1 to %d allowed", errFrame, size, maxFrame)
	}
	if uint32(cap(f.body)) < size {
		f.body = make([]byte, size)
	}
	f.body = f.body[:size]
	if _, err := io.ReadFull(f.r, f.body); err != nil {
		return unexpected(err)
	}
	f.in.Add(headerSize + int64(size))
	if err := json.Unmarshal(f.body, v); err != nil {
		return fmt.Errorf("%w: %w", errFrame, err)
	}
	return nil
}

// unexpected is the error of an end that comes within a frame.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// write writes v as one frame.
func (f *frames) write(v any) error {
	frame, err := pack(v)
	if err != nil {
		return err
	}
	return f.send(frame)
}

func (f *frames) send(frame []byte) error {
	f.writing.Lock()
	defer f.writing.Unlock()
	n, err := f.w.Write(frame)
	f.out.Add(int64(n))
	return err
}

// pack makes the frame for v. The error wraps errFrame where v cannot be JSON or is too large.
func pack(v any) ([]byte, error) {
	var b bytes.Buffer
	b.Write(make([]byte, headerSize))
	if err := json.NewEncoder(&b).Encode(v); err != nil {
		return nil, fmt.Errorf("%w: %w", errFrame, err)
	}
	return seal(b.Bytes())
}

// seal fills in the length in front of a frame's body.
func seal(frame []byte) ([]byte, error) {
	size := len(frame) - headerSize
	if size > maxFrame {
		return nil, fmt.Errorf("%w: %d bytes, at most %d allowed", errFrame, size, maxFrame)
	}
	binary.LittleEndian.PutUint32(frame, uint32(size))
	return frame, nil
}

// packTasks makes the frame for as many of the tasks as fit into one, at least the first: the rest
// of a message can go in another. The error is the first task's own.
func packTasks[T any](tasks []T) (frame []byte, n int, err error) {
	const tail = "]}"
	var b bytes.Buffer
	b.Write(make([]byte, headerSize))
	b.WriteString(`{"kind":"` + kindTasks + `","tasks":[`)
	for i, task := range tasks {
		body, err := json.Marshal(task)
		fits := b.Len()-headerSize+1+len(body)+len(tail) <= maxFrame
		if i > 0 && (err != nil || !fits) {
			break
		}
		if err != nil {
			return nil, 0, fmt.Errorf("%w: %w", errFrame, err)
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(body)
		n++
	}
	b.WriteString(tail)
	frame, err = seal(b.Bytes())
	return frame, n, err
}
