// Package speedup measures what N workers bring over one.
//
// The speed-up of N workers is the median elapsed time with one worker divided by the median with
// N, for the same work. Three things would spoil it, and each is met here. What else the machine
// does drifts over minutes, so the counts take turns, 1, N, 1, N, rather than all runs of one count
// coming first: [Measure]. A single run can be disturbed, so medians are compared, not best cases
// and not means. And the first run of all finds files that are in no cache yet, so it can be made
// an uncounted one.
//
// The package knows no photos, no pool and no clock: a run is a function that does the work with so
// many workers and says what it took. That is also how the ceiling of a machine is to be measured,
// by the same Measure over a load that does nothing but compute; efficiency and a fit of Amdahl's
// law are then ratios of two [Curve]s, and stand beside them rather than in them.
//
// After an ordinary batch there are no runs to compare. [Stratified] chooses a few of its photos to
// be done again by one worker, and [OneWorker] tells from them what one worker would have taken.
package speedup
