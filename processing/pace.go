package processing

import "time"

// pace tells how far a run is and how long it will still take. Work is counted in megapixels, since
// a batch that mixes telephones and scanners is not done by half when half of its files are. A small
// constant per photo stands for opening, naming and writing it.
type pace struct {
	total, finished float64
	began           time.Time
	took            time.Duration // after the end
	recent          []finish
	finishes        int
}

// finish is a photo that ended.
type finish struct {
	at   time.Time
	work float64
}

const (
	// perPhoto is the work of a photo beside its pixels, in megapixels.
	perPhoto = 0.3
	// paceWindow is how far back the pace looks: long enough to smooth over single large photos, short
	// enough to follow a change of the number of workers.
	paceWindow = 20 * time.Second
	// paceMost bounds the finishes kept for the window.
	paceMost = 512
	// paceLeast is the number of photos before a time left is told.
	paceLeast = 3
)

func weight(p Photo) float64 {
	if p.Err != nil {
		return 0
	}
	return perPhoto + p.Info.Megapixels()
}

func (p *pace) start(now time.Time) {
	p.began, p.took, p.recent, p.finishes = now, 0, nil, 0
}

func (p *pace) stop(now time.Time) {
	p.took = now.Sub(p.began)
	p.began = time.Time{}
}

func (p *pace) done(work float64, now time.Time) {
	p.finished += work
	p.finishes++
	p.recent = append(p.recent, finish{now, work})
	if len(p.recent) > paceMost {
		p.recent = p.recent[len(p.recent)-paceMost:]
	}
}

// tell fills in elapsed time, rate, share and time left. inWork is the work done on photos that are
// not finished.
func (p *pace) tell(s *Snapshot, inWork float64, now time.Time) {
	s.Elapsed = p.took
	if p.total > 0 {
		s.Share = min(1, (p.finished+inWork)/p.total)
	}
	if p.began.IsZero() {
		return
	}
	s.Elapsed = now.Sub(p.began)
	work, photos, span := p.window(now)
	if span <= 0 || photos == 0 {
		return
	}
	s.Rate = float64(photos) / span.Seconds()
	if p.finishes >= paceLeast && !s.Scanning && work > 0 {
		left := max(0, p.total-p.finished-inWork)
		s.Left = time.Duration(left / work * float64(span))
		s.LeftKnown = true
	}
}

// window is the work and the photos finished in the recent past, and how long that past is.
func (p *pace) window(now time.Time) (work float64, photos int, span time.Duration) {
	from := p.began
	if limit := now.Add(-paceWindow); limit.After(from) {
		from = limit
	}
	if len(p.recent) == paceMost && p.recent[0].at.After(from) {
		from = p.recent[0].at
	}
	for _, f := range p.recent {
		if f.at.After(from) {
			work += f.work
			photos++
		}
	}
	return work, photos, now.Sub(from)
}
