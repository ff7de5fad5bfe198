package ui

import (
	"testing"
	"time"
)

// closable opens a window and tells how often it ended the program.
func closable(t *testing.T, f *fakeSession, saved *[]Settings) (*Window, chan struct{}) {
	t.Helper()
	w := openWindow(t, f, func(o *Options) {
		o.OnClose = func(s Settings) {
			if f.closes != 0 {
				t.Error("the session was closed before the settings were handed out")
			}
			*saved = append(*saved, s)
		}
	})
	quit := make(chan struct{}, 10)
	w.quit = func() { quit <- struct{}{} }
	return w, quit
}

func waitForQuit(t *testing.T, quit chan struct{}) {
	t.Helper()
	select {
	case <-quit:
	case <-time.After(10 * time.Second):
		t.Fatal("the program does not end")
	}
}

func TestClosingAnIdleWindowAsksNothing(t *testing.T) {
	f, saved := &fakeSession{}, []Settings{}
	w, quit := closable(t, f, &saved)
	w.workers.slider.Set(2)
	w.closeAsked()
	waitForQuit(t, quit)
	w.closeAsked() // impatience
	w.leave()
	if f.closes != 1 || len(saved) != 1 || saved[0].Workers != 2 || len(quit) != 0 {
		t.Errorf("closed %d times, saved %+v, ended %d times more", f.closes, saved, len(quit))
	}
}

func TestClosingDuringARunAsksOnce(t *testing.T) {
	f, saved := &fakeSession{rows: queueOf(9)}, []Settings{}
	w, quit := closable(t, f, &saved)
	w.update(running(9, 1, 4))
	w.closeAsked()
	w.closeAsked()
	overlays := w.window.Canvas().Overlays()
	if n := len(overlays.List()); n != 1 {
		t.Fatalf("%d questions are open, want one", n)
	}
	if f.closes != 0 || len(saved) != 0 {
		t.Error("the session was closed before the answer")
	}
	w.answerClose(false)
	if f.closes != 0 {
		t.Error("the session was closed against the answer")
	}
	w.closeAsked()
	w.answerClose(true)
	waitForQuit(t, quit)
	if f.closes != 1 || len(saved) != 1 {
		t.Errorf("closed %d times, saved %d times", f.closes, len(saved))
	}
}

func TestLeavingWithoutTheWindowClosesTheSession(t *testing.T) {
	f, saved := &fakeSession{}, []Settings{}
	w, _ := closable(t, f, &saved)
	w.relay = newRelay(f, time.Hour, func(Status) {}, atOnce)
	w.leave()
	if f.closes != 1 || len(saved) != 1 {
		t.Errorf("closed %d times, saved %d times", f.closes, len(saved))
	}
}
