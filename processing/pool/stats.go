package pool

import "time"

// Stats is what a pool has done so far. The workers' share of a figure is counted as it arises.
type Stats struct {
	// Started counts the workers started, also to replace others, and Start is the time it took, all
	// together: Start/Started is what one costs. Lost counts those that were lost.
	Started, Lost int64
	Start         time.Duration
	// Tasks counts the tasks that ended with a result, Messages the messages they were given out in.
	Tasks, Messages int64
	// MemoryWait is how long workers stood idle because the next task had no room, added up over the
	// workers.
	MemoryWait time.Duration
	Usage
}

func (s *Stats) add(u Usage) {
	s.BytesOut += u.BytesOut
	s.BytesIn += u.BytesIn
	s.CPU += u.CPU
}

// Stats is what the pool has done so far, the workers' running messages included.
func (p *Pool[T, R]) Stats() Stats {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.stats
	for _, r := range p.runners {
		if r.worker != nil {
			s.add(r.worker.Usage())
		}
		if r.message != nil {
			s.Tasks += int64(r.message.count())
		}
	}
	return s
}

func (p *Pool[T, R]) started(cost time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stats.Started++
	p.stats.Start += cost
}
