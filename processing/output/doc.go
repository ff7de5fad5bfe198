// Package output gives results their names and writes them so that a file appears whole or not at all.
//
// A name goes through three hands. A Template says how names are built from what is known of a photo,
// and makes them safe for every system, since outputs are copied between them. Names hands out the
// names of one run before any work begins, by the policy chosen for conflicts, so that two photos never
// get the same one and nobody is asked during the run. File.Commit has the last word: a file that
// appeared in the meantime is never overwritten unless the claim said so; the output then takes the
// next free number.
//
// Bytes go to a temporary file in the folder of the target, never elsewhere: only within one file
// system is a rename one step. They are synced before the name appears, because file systems may put
// the rename on the disk before the bytes. A worker that is killed leaves at most a temporary file, whose name
// tells the job it belongs to; Discard removes it.
//
// Everything goes through os.Root. Neither a template nor a link inside the output folder can lead a
// write out of it.
package output
