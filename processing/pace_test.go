package processing

import (
	"math"
	"testing"
	"time"
)

// photoOf is a photo of so many megapixels.
func photoOf(megapixels float64) Photo {
	var p Photo
	p.Info.Width, p.Info.Height = int(megapixels*1000), 1000
	return p
}

func TestPaceTellsTimeLeftByMegapixels(t *testing.T) {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	p := pace{}
	small, large := weight(photoOf(2)), weight(photoOf(20))
	p.total = 4*small + 10*large
	p.start(start)
	for i := range 4 {
		p.done(small, start.Add(time.Duration(i+1)*time.Second))
	}
	var s Snapshot
	p.tell(&s, 0, start.Add(4*time.Second))
	if s.Rate != 1 {
		t.Errorf("4 photos in 4 seconds are %v a second", s.Rate)
	}
	if want := 10 * large / small; !s.LeftKnown || math.Abs(s.Left.Seconds()-want) > 0.01 {
		t.Errorf("10 photos of 20 megapixels will take %v, want %.2f s", s.Left, want)
	}
	if want := 4 * small / p.total; math.Abs(s.Share-want) > 1e-9 {
		t.Errorf("share %v, want %v", s.Share, want)
	}
}

func TestPaceWaitsBeforeItTells(t *testing.T) {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	p := pace{total: 100}
	p.start(start)
	told := func(scanning bool) bool {
		s := Snapshot{Scanning: scanning}
		p.tell(&s, 0, start.Add(10*time.Second))
		return s.LeftKnown
	}
	for i := range paceLeast {
		if told(false) {
			t.Errorf("a time left is told after %d photos", i)
		}
		p.done(1, start.Add(time.Second))
	}
	if told(true) {
		t.Error("a time left is told while folders are still being read")
	}
	if !told(false) {
		t.Error("no time left is told")
	}
}

// A pace that changed must show: twice as many workers end twice as early.
func TestPaceForgets(t *testing.T) {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	p := pace{total: 1000}
	p.start(start)
	now := start
	for range 60 {
		now = now.Add(time.Second)
		p.done(1, now)
	}
	for range 80 {
		now = now.Add(250 * time.Millisecond)
		p.done(1, now)
	}
	var s Snapshot
	p.tell(&s, 0, now)
	if math.Abs(s.Rate-4) > 0.25 {
		t.Errorf("rate %v after %v at 4 a second", s.Rate, paceWindow)
	}
}

func TestPaceStandsStillAfterTheEnd(t *testing.T) {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	p := pace{}
	p.start(start)
	p.stop(start.Add(7 * time.Second))
	var s Snapshot
	p.tell(&s, 0, start.Add(time.Hour))
	if s.Elapsed != 7*time.Second || s.LeftKnown {
		t.Errorf("after the end: elapsed %v, time left known %v", s.Elapsed, s.LeftKnown)
	}
}
