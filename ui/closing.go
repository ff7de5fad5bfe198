package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
)

// closeAsked is called when a person closes the window. During a run it asks, once: a night's work is
// not ended by a slip of the mouse.
func (w *Window) closeAsked() {
	if w.asking || w.closed {
		return
	}
	if w.status.Phase != PhaseRunning {
		w.close()
		return
	}
	w.asking = true
	d := dialog.NewConfirm(textCloseTitle, textCloseBody, w.answerClose, w.window)
	d.SetConfirmText(textCloseYes)
	d.SetDismissText(textCloseNo)
	d.Show()
}

// answerClose is called with the answer to the question before closing.
func (w *Window) answerClose(yes bool) {
	w.asking = false
	if yes {
		w.close()
	}
}

// close hands out the settings, closes the session beside the screen, since it waits for its workers,
// and then ends the program. What the session does last is still painted.
func (w *Window) close() {
	if w.closed {
		return
	}
	w.closed = true
	w.handOutSettings()
	go func() {
		w.endSession()
		fyne.Do(w.quit)
	}()
}

// endSession closes the session, lets its last sample be painted and says that both are done.
func (w *Window) endSession() {
	defer close(w.ended)
	w.session.Close()
	if w.relay != nil {
		w.relay.Close()
	}
}

func (w *Window) handOutSettings() {
	if w.options.OnClose != nil {
		w.options.OnClose(w.settings())
	}
}

// leave does what close would have done where the program ends without the window being closed, as
// when the system shuts down. It returns once the session is closed.
func (w *Window) leave() {
	if w.closed {
		<-w.ended
		return
	}
	w.closed = true
	w.handOutSettings()
	w.endSession()
}
