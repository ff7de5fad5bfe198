package pool

import (
	"errors"
	"fmt"
	"time"
)

var (
	// ErrClosed is the outcome of tasks that a pool still had, or was given, when it was closed.
	ErrClosed = errors.New("pool: closed")

	// ErrInsideWorker is returned where a worker process tries to start another: a program that
	// starts itself as its own worker must not do so again from there, without end.
	ErrInsideWorker = errors.New("pool: a worker process does not start workers")
)

// Cause says how a worker was lost.
type Cause uint8

const (
	// Crash: the worker ended by itself, by a signal or an exit.
	Crash Cause = iota + 1
	// Panic: the task panicked.
	Panic
	// Timeout: the task took longer than it may.
	Timeout
	// Protocol: what the worker said made no sense, or the task or its result cannot be sent.
	Protocol
)

// String names the cause as a predicate: "the worker " + cause.
func (c Cause) String() string {
	switch c {
	case Crash:
		return "crashed"
	case Panic:
		return "panicked"
	case Timeout:
		return "was stopped"
	case Protocol:
		return "broke the protocol"
	}
	return "was lost"
}

// LostError is the outcome of the one task on which a worker was lost.
type LostError struct {
	Cause Cause
	// Detail is what is known beyond the cause: "signal: segmentation fault", the text of a panic.
	// It comes from the worker, which may have been brought down by hostile input: plain text of
	// one line, but not to be believed.
	Detail string
	// Stderr is the last 4 KiB the worker process wrote to its standard error, or where it crashed,
	// the first 4 KiB of the report: many lines, for a log.
	Stderr string
	// After is how long the task had been in work.
	After time.Duration
}

func (e *LostError) Error() string {
	s := "the worker " + e.Cause.String()
	if e.After > 0 {
		s += fmt.Sprintf(" after %v", e.After.Round(time.Millisecond))
	}
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	return s
}

// StartError is the outcome of tasks for which no worker could be started, in several attempts.
type StartError struct {
	// Err is the error of the last attempt.
	Err error
}

func (e *StartError) Error() string { return "no worker could be started: " + e.Err.Error() }

// Unwrap makes the reason matchable.
func (e *StartError) Unwrap() error { return e.Err }

// asLost is err as a *LostError of its own; an error that is none is a crash.
func asLost(err error) *LostError {
	if lost, ok := errors.AsType[*LostError](err); ok {
		own := *lost
		return &own
	}
	return &LostError{Cause: Crash, Detail: err.Error()}
}
