// Package app is the program around the engine: the command line, one file per command, the settings,
// and the session behind the window. It is the only package that knows of both the engine and the
// screen, the only one that begins a context, and the only one that turns errors into exit codes.
package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	_ "minilab/app/quiet" // first of all: nothing may speak before the command does
	"minilab/processing"
	"minilab/processing/pool"
)

// Exit codes.
const (
	exitDone        = 0   // every photo converted, or rightly skipped
	exitStopped     = 1   // the run could not go on
	exitUsage       = 2   // the command was wrong
	exitSomeFailed  = 3   // the run is complete, but photos failed
	exitInterrupted = 130 // 128 + SIGINT, as shells have it
)

// workerCommand is the hidden word that makes this program a worker process.
const workerCommand = "worker-process"

// grammar is the whole command line.
type grammar struct {
	Convert convertCommand `cmd:"" help:"Convert photos and folders of photos, then exit."`
	Compare compareCommand `cmd:"" help:"Convert the same photos with 1 to N workers and show what the workers bring."`
	Recipe  recipeCommand  `cmd:"" help:"List, show, check and save recipes."`
	Demo    demoCommand    `cmd:"" help:"Make sample photos, convert them with 1 worker and with all cores, show both times."`
	Version versionCommand `cmd:"" help:"Show the version and what is built in."`
	Window  windowCommand  `cmd:"" default:"withargs" help:"Open the window, with the given photos in its queue. This is what no command does."`
}

// commandNames are the commands a person can mean when mistyping one.
var commandNames = []string{"convert", "compare", "recipe", "demo", "version", "window", "help"}

// Main runs the program with its arguments, without the program's name, and returns the exit code.
//
// What comes first keeps a worker process a worker: it serves jobs and leaves. Neither a window nor a
// command nor another worker can come of it, whatever its arguments say.
func Main(args []string) int {
	asked := len(args) == 1 && args[0] == workerCommand
	if asked != pool.InWorker() {
		fmt.Fprintln(os.Stderr, "minilab: a worker process is started by Minilab itself and does nothing but work")
		return exitUsage
	}
	if asked {
		return worker()
	}
	t := terminal{out: os.Stdout, err: os.Stderr}
	return t.exit(t.run(args))
}

// worker is the life of a worker process.
func worker() int {
	if err := processing.ServeWorker(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "minilab worker:", err)
		return exitStopped
	}
	return exitDone
}

// terminal is where a command speaks: results to out, everything else to err.
type terminal struct {
	out, err io.Writer
}

// run parses the arguments and runs the command. The context ends at the first interrupt; a second
// one ends the program at once.
func (t terminal) run(args []string) error {
	parser, err := kong.New(&grammar{},
		kong.Name("minilab"),
		kong.Description("Resize, colour-correct and compress photos, one worker per core. Originals are never touched."),
		kong.UsageOnError(),
		kong.Writers(t.out, t.err),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, FlagsLast: true}),
		kong.ValueFormatter(func(v *kong.Value) string { return v.Help }),
		kong.Exit(func(code int) { panic(exitCode(code)) }))
	if err != nil {
		return err
	}
	command, err := parse(parser, joinNegative(args))
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	command.BindTo(ctx, (*context.Context)(nil))
	return command.Run(t)
}

// exitCode carries the end of --help out of the parser, which would end the process.
type exitCode int

// parse reads the arguments; an error is the user's.
func parse(parser *kong.Kong, args []string) (command *kong.Context, err error) {
	defer func() {
		if code, ok := recover().(exitCode); ok {
			err = finished{int(code)}
		}
	}()
	command, err = parser.Parse(args)
	if err != nil {
		return nil, &usageError{err}
	}
	return command, nil
}

// joinNegative writes "--contrast -20" as "--contrast=-20": a parser takes the number for a flag.
func joinNegative(args []string) []string {
	joined := make([]string, 0, len(args))
	for _, arg := range args {
		last := len(joined) - 1
		_, err := strconv.ParseFloat(arg, 64)
		if err == nil && strings.HasPrefix(arg, "-") && last >= 0 && strings.HasPrefix(joined[last], "--") && !strings.Contains(joined[last], "=") {
			joined[last] += "=" + arg
			continue
		}
		joined = append(joined, arg)
	}
	return joined
}

// usageError is a command that was wrong: exit code 2.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usage(format string, args ...any) error { return &usageError{fmt.Errorf(format, args...)} }

// finished is a command that has said all there is to say and only has its exit code left.
type finished struct{ code int }

func (f finished) Error() string { return "exit code " + strconv.Itoa(f.code) }

// exit shows an error and returns the exit code.
func (t terminal) exit(err error) int {
	if err == nil {
		return exitDone
	}
	if f, ok := errors.AsType[finished](err); ok {
		return f.code
	}
	code, text := explain(err)
	fmt.Fprintln(t.err, "minilab: "+text)
	return code
}

// explain is the exit code and the sentence of an error that ended a command.
func explain(err error) (int, string) {
	if _, ok := errors.AsType[*usageError](err); ok {
		return exitUsage, err.Error()
	}
	if errors.Is(err, context.Canceled) {
		return exitInterrupted, "interrupted"
	}
	code, text := processing.Reason(err)
	if code == processing.CodeVanished || code == processing.CodeUnreadable {
		text = err.Error() // those sentences are for photos, and this is a file of the program's own
	}
	return exitStopped, text
}
