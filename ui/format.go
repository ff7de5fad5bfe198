package ui

import (
	"fmt"
	"math"
	"strconv"
	"time"
)

// minus is the sign that is as wide as a plus; a hyphen beside a figure looks like dirt.
const minus = "−"

// formatBytes is a size in decimal units, as file managers and shops count them: 812 kB, 28.4 MB,
// 158 MB. Three figures are enough to compare two photos by.
func formatBytes(n int64) string {
	if n < 0 {
		return minus + formatBytes(-max(n, -math.MaxInt64))
	}
	if n < 1000 {
		return fmt.Sprintf("%d B", n)
	}
	value, unit := float64(n), ""
	for _, unit = range []string{"kB", "MB", "GB", "TB", "PB", "EB"} {
		if value /= 1000; value < 999.5 { // 999.5 would be written as 1000
			break
		}
	}
	digits := 1
	if unit == "kB" || value >= 99.95 {
		digits = 0
	}
	return strconv.FormatFloat(value, 'f', digits, 64) + " " + unit
}

// formatCount is a number with its thousands apart: 10,000.
func formatCount(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// plural is a count with its noun: "1 photo", "10,000 photos".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return formatCount(n) + " " + many
}

func photos(n int) string { return plural(n, "photo", "photos") }

// formatClock is a time that runs: 0:07, 12:30, 1:02:03.
func formatClock(d time.Duration) string {
	s := int(max(d, 0) / time.Second)
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}

// formatSpan is a time that is over or still to come, in words: "0.4 seconds", "18 seconds",
// "2 min 20 s", "3 h 5 min". No more is said than a person wants to know.
func formatSpan(d time.Duration) string {
	d = max(d, 0)
	switch {
	case d < 9950*time.Millisecond:
		tenths := int(d.Round(100*time.Millisecond) / (100 * time.Millisecond))
		if tenths == 10 {
			return "1 second"
		}
		return wholeOrTenth(tenths) + " seconds"
	case d < 59500*time.Millisecond:
		return plural(int(d.Round(time.Second)/time.Second), "second", "seconds")
	case d < time.Hour-500*time.Millisecond:
		s := int(d.Round(time.Second) / time.Second)
		return fmt.Sprintf("%d min %d s", s/60, s%60)
	}
	m := int(d.Round(time.Minute) / time.Minute)
	return fmt.Sprintf("%s h %d min", formatCount(m/60), m%60)
}

// wholeOrTenth is a number of tenths with one decimal, and none where it is whole.
func wholeOrTenth(tenths int) string {
	if tenths%10 == 0 {
		return strconv.Itoa(tenths / 10)
	}
	return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
}

// formatLeft is the time that is left, in steps that grow with it: an estimate that changes every
// tenth of a second is read as noise.
func formatLeft(d time.Duration) string {
	step := time.Second
	switch {
	case d >= 10*time.Minute:
		step = time.Minute
	case d >= time.Minute:
		step = 10 * time.Second
	case d >= 20*time.Second:
		step = 5 * time.Second
	}
	d = max((d+step-1)/step*step, time.Second)
	if d >= 10*time.Minute && d < time.Hour {
		return fmt.Sprintf("%d min left", int(d/time.Minute))
	}
	return formatSpan(d) + " left"
}

// formatRate is photos a second with two figures that count; "–" where none was done yet.
func formatRate(perSecond float64) string {
	switch {
	case !(perSecond > 0) || math.IsInf(perSecond, 1):
		return "–"
	case perSecond < 0.995:
		return strconv.FormatFloat(perSecond, 'f', 2, 64)
	case perSecond < 99.95:
		return strconv.FormatFloat(perSecond, 'f', 1, 64)
	}
	return formatCount(int(perSecond + 0.5))
}

// formatSaving is by how much a photo's file became smaller or larger: "−91%", "+12%". It says 100
// only of a file that vanished, which none does.
func formatSaving(before, after int64) string {
	if before <= 0 || after < 0 {
		return ""
	}
	change := 100 * (float64(after)/float64(before) - 1)
	switch {
	case change <= -0.5:
		return minus + strconv.Itoa(min(int(0.5-change), 99)) + "%"
	case change >= 0.5:
		return "+" + formatCount(int(change+0.5)) + "%"
	}
	return "±0%"
}

// formatPercent is a share, 0 to 1, as whole percent; it says 100 only of what is done.
func formatPercent(share float64) string {
	if share >= 1 {
		return "100%"
	}
	return strconv.Itoa(int(100*max(share, 0))) + "%"
}

// formatSize is a photo's width and height; empty where they are not known.
func formatSize(width, height int) string {
	if width <= 0 || height <= 0 {
		return ""
	}
	return fmt.Sprintf("%d × %d", width, height)
}
