package develop

import "image"

// planeRows is a single channel that is luma itself.
type planeRows struct {
	dst, src             []uint8
	dstStride, srcStride int
}

func (p planeRows) read(luma, _ []int64, y int) {
	for x, v := range p.src[y*p.srcStride:][:len(luma)] {
		luma[x] = int64(v)
	}
}

func (p planeRows) write(y int, add []int64) {
	src, dst := p.src[y*p.srcStride:], p.dst[y*p.dstStride:]
	for x, d := range add {
		dst[x] = uint8(max(0, min(255, int64(src[x])+d)))
	}
}

// pixelRows is NRGBA; its luma is that of BT.601. Adding the same number to all channels adds it to
// luma and leaves chroma alone.
type pixelRows struct{ dst, src *image.NRGBA }

func (p pixelRows) read(luma, alpha []int64, y int) {
	src := p.src.Pix[y*p.src.Stride:][:4*len(luma)]
	for x := range luma {
		s := src[4*x:][:4]
		luma[x] = (19595*int64(s[0]) + 38470*int64(s[1]) + 7471*int64(s[2]) + 1<<15) >> 16
		alpha[x] = int64(s[3])
	}
}

func (p pixelRows) write(y int, add []int64) {
	src, dst := p.src.Pix[y*p.src.Stride:][:4*len(add)], p.dst.Pix[y*p.dst.Stride:][:4*len(add)]
	for x, d := range add {
		s, t := src[4*x:][:4], dst[4*x:][:4]
		for c := range 3 {
			t[c] = uint8(max(0, min(255, int64(s[c])+d)))
		}
		t[3] = s[3]
	}
}
