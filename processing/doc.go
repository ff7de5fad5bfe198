// Package processing is the engine: it turns photos into outputs by a recipe, on N workers, and knows
// neither window nor terminal.
//
// A [Queue] holds the photos. Scanners fill it, a [Batch] works it off, a screen samples it with
// [Queue.Snapshot]; all three at the same time. A [Recipe] says what is wished for all of them, a [Plan]
// what that comes to for one, worked out from its header alone. A [Job] is one photo on its way to a
// worker, a [Result] what came of it: both are plain data, for they cross to other processes. What a
// worker does with a job is [Converter.Convert].
//
// A photo that cannot be converted is a Result like any other, with a [Code] for programs and a sentence
// for people, which [Reason] makes of every error. Only what would end every photo alike stops a run.
package processing
