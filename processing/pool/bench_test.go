package pool

import (
	"iter"
	"strings"
	"testing"
)

// BenchmarkStart is the time from starting a worker process to its first reply.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		p := New(self(), Options[job]{})
		<-p.Submit(b.Context(), job{})
		if err := p.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRoundTrip is one task to a worker and its result back, with nothing to do there.
func BenchmarkRoundTrip(b *testing.B) {
	for name, s := range map[string]Starter[job, int]{"goroutine": Goroutines(act), "process": self()} {
		b.Run(name, func(b *testing.B) {
			p := New(s, Options[job]{})
			defer p.Close()                            //nolint:errcheck // not what is measured
			task := job{Pad: strings.Repeat("x", 750)} // 800 bytes as JSON
			<-p.Submit(b.Context(), task)
			for b.Loop() {
				<-p.Submit(b.Context(), task)
			}
		})
	}
}

// BenchmarkSmallTasks is tasks through two workers, one or sixteen to a message.
func BenchmarkSmallTasks(b *testing.B) {
	for name, s := range map[string]Starter[job, int]{"goroutines": Goroutines(act), "processes": self()} {
		for chunk, tasks := range map[string]int{"by1": 1, "by16": 16} {
			b.Run(name+"/"+chunk, func(b *testing.B) {
				p := New(s, Options[job]{Workers: 2, MessageTasks: tasks})
				defer p.Close() //nolint:errcheck // not what is measured
				<-p.Submit(b.Context(), job{})
				b.ResetTimer()
				for range p.Stream(b.Context(), repeated(job{N: 1}, b.N)) {
				}
			})
		}
	}
}

func repeated[T any](task T, n int) iter.Seq[T] {
	return func(yield func(T) bool) {
		for range n {
			if !yield(task) {
				return
			}
		}
	}
}
