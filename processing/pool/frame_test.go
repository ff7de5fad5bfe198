package pool

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"strings"
	"sync/atomic"
	"testing"
)

func frame(body string) []byte {
	return append(binary.LittleEndian.AppendUint32(nil, uint32(len(body))), body...)
}

func TestReadFrames(t *testing.T) {
	for name, tt := range map[string]struct {
		bytes []byte
		want  error
	}{
		"whole":         {frame(`{"kind":"end"}`), nil},
		"nothing":       {nil, io.EOF},
		"half a header": {[]byte{1, 0}, io.ErrUnexpectedEOF},
		"header only":   {[]byte{1, 0, 0, 0}, io.ErrUnexpectedEOF},
		"half a body":   {frame(`{"kind":"end"}`)[:9], io.ErrUnexpectedEOF},
		"empty":         {frame(""), errFrame},
		"no JSON":       {frame("hello"), errFrame},
		"JSON and more": {frame(`{"kind":"end"}{}`), errFrame},
		"another type":  {frame(`{"kind":"mark","step":256}`), errFrame},
		"too large":     {binary.LittleEndian.AppendUint32(nil, maxFrame+1), errFrame},
		"the largest":   {frame(`{"kind":"` + strings.Repeat("x", maxFrame-len(`{"kind":""}`)) + `"}`), nil},
	} {
		var n news
		if err := newFrames(bytes.NewReader(tt.bytes), nil).read(&n); !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

// A length that is too large must not be allocated.
func TestOversizedFrameIsNotAllocated(t *testing.T) {
	f := newFrames(bytes.NewReader([]byte{0xff, 0xff, 0xff, 0xff}), nil)
	if err := f.read(&news{}); !errors.Is(err, errFrame) || cap(f.body) != 0 {
		t.Errorf("%v, %d bytes allocated", err, cap(f.body))
	}
}

func TestPackTasksTakesWhatFits(t *testing.T) {
	half := strings.Repeat("x", maxFrame/2)
	for name, tt := range map[string]struct {
		tasks []any
		want  int
	}{
		"all":               {[]any{1, 2, 3}, 3},
		"two of three":      {[]any{half[100:], half[100:], half}, 2},
		"one of two":        {[]any{1, half + half}, 1},
		"first is too much": {[]any{half + half, 1}, 0},
		"first cannot be":   {[]any{math.NaN(), 1}, 0},
		"second cannot be":  {[]any{1, math.NaN()}, 1},
	} {
		frame, n, err := packTasks(tt.tasks)
		if (err == nil) != (tt.want > 0) || err == nil && n != tt.want {
			t.Errorf("%s: %d tasks, %v; want %d", name, n, err, tt.want)
			continue
		}
		if err != nil {
			if !errors.Is(err, errFrame) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		var r request[any]
		if err := newFrames(bytes.NewReader(frame), nil).read(&r); err != nil || len(r.Tasks) != tt.want || r.Kind != kindTasks {
			t.Errorf("%s: read back %d tasks, %v", name, len(r.Tasks), err)
		}
	}
}

// FuzzFramesFromWorker plays what a worker says, to the pool's side of the protocol. Whatever
// it is, results come in order and never more than were asked for.
func FuzzFramesFromWorker(f *testing.F) {
	done := func(i, r int) []byte {
		b, _ := pack(completion[int]{Kind: kindDone, Task: i, Result: r})
		return b
	}
	f.Add(bytes.Join([][]byte{frame(`{"kind":"mark","task":0,"step":3}`), done(0, 1), done(1, 2), done(2, 3), frame(`{"kind":"end"}`)}, nil))
	f.Add(bytes.Join([][]byte{done(0, 1), frame(`{"kind":"lost","task":1,"cause":2,"text":"x"}`)}, nil))
	f.Add(bytes.Join([][]byte{done(0, 1), done(0, 1)}, nil))
	f.Add(frame(`{"kind":"done","task":-1,"result":1}`))
	f.Add(frame(`{"kind":"end"}`))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0})
	f.Fuzz(func(t *testing.T, said []byte) {
		c := conversation[int]{frames: newFrames(bytes.NewReader(said), io.Discard), sent: 3, left: new(atomic.Bool)}
		ended := 0
		err := c.follow(
			func(i int, _ uint8) {
				if i != ended {
					t.Fatalf("mark for task %d, %d are done", i, ended)
				}
			},
			func(i, _ int) {
				if i != ended || i >= 3 {
					t.Fatalf("result for task %d, %d are done", i, ended)
				}
				ended++
			})
		if err == nil && ended != 3 {
			t.Fatalf("ended well after %d of 3 tasks", ended)
		}
	})
}

// FuzzFramesToWorker: what the pool says to a worker may be anything: the worker does tasks it understands and returns.
func FuzzFramesToWorker(f *testing.F) {
	tasks, _, _ := packTasks([]job{{N: 1}, {N: 2}})
	leave, _ := pack(request[job]{Kind: kindLeave})
	f.Add(bytes.Join([][]byte{tasks, leave}, nil))
	f.Add(bytes.Join([][]byte{tasks, tasks, tasks}, nil))
	f.Add(bytes.Join([][]byte{leave, leave}, nil))
	f.Add(frame(`{"kind":"tasks","tasks":[1]}`))
	f.Add([]byte{0, 0, 0, 0x80, 1})
	f.Fuzz(func(t *testing.T, said []byte) {
		var heard bytes.Buffer
		double := func(_ context.Context, j job, mark func(uint8)) int {
			mark(uint8(j.N))
			return 2 * j.N
		}
		_ = serve(t.Context(), newFrames(bytes.NewReader(said), &heard), double, orphanGrace) // it may complain
		for replies := newFrames(&heard, nil); ; {
			var n news
			if err := replies.read(&n); errors.Is(err, io.EOF) {
				return
			} else if err != nil {
				t.Fatalf("the worker says what is no frame: %v", err)
			}
		}
	})
}
