package metadata

// Tags that this package treats by name. Numbers are of TIFF 6.0, Exif 3.0 and DNG 1.7.
const (
	tagImageWidth       = 0x0100
	tagImageLength      = 0x0101
	tagStripOffsets     = 0x0111
	tagOrientation      = 0x0112
	tagStripByteCounts  = 0x0117
	tagArtist           = 0x013B
	tagThumbnailOffset  = 0x0201
	tagThumbnailLength  = 0x0202
	tagXMP              = 0x02BC
	tagCopyright        = 0x8298
	tagIPTC             = 0x83BB
	tagExifIFD          = 0x8769
	tagICC              = 0x8773
	tagGPSIFD           = 0x8825
	tagMakerNote        = 0x927C
	tagColourSpace      = 0xA001
	tagPixelXDimension  = 0xA002
	tagPixelYDimension  = 0xA003
	tagInteroperability = 0xA005
	tagInteropIndex     = 0x0001
)

// safeInPrimary reports whether a tag of the first directory can be handed on under KeepSafe. It is
// a list of what is known to be harmless and not of what is known to be harmful, because vendors add
// tags: a serial number in a tag nobody has heard of must not slip through. HostComputer is not in
// it: it can be the name of a person's computer.
func safeInPrimary(tag uint16) bool {
	switch tag {
	case 0x010E, // ImageDescription
		0x010F, // Make
		0x0110, // Model
		tagOrientation,
		0x011A, 0x011B, 0x0128, // XResolution, YResolution, ResolutionUnit
		0x0131, // Software
		0x0132, // ModifyDate
		tagArtist,
		0x013E, 0x013F, // WhitePoint, PrimaryChromaticities
		0x0211, 0x0213, 0x0214, // YCbCrCoefficients, YCbCrPositioning, ReferenceBlackWhite
		0x4746, 0x4749, // Rating, RatingPercent
		tagCopyright,
		0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F: // XPTitle, XPComment, XPAuthor, XPKeywords, XPSubject
		return true
	}
	return false
}

// safeInExif reports whether a tag of the Exif directory can be handed on under KeepSafe. Maker notes
// are out because most hold serial numbers and some a location, in forms only their vendors know.
func safeInExif(tag uint16) bool {
	switch tag {
	case 0x829A, 0x829D, // ExposureTime, FNumber
		0x8822, 0x8824, 0x8827, 0x8828, // ExposureProgram, SpectralSensitivity, ISO, OECF
		0x8830, 0x8831, 0x8832, 0x8833, 0x8834, 0x8835, // SensitivityType and the sensitivities
		0x9000, 0x9003, 0x9004, // ExifVersion, DateTimeOriginal, DateTimeDigitized
		0x9010, 0x9011, 0x9012, // the offsets of the times from UTC
		0x9101, 0x9102, // ComponentsConfiguration, CompressedBitsPerPixel
		0x9286, 0x9290, 0x9291, 0x9292, // UserComment, parts of a second of the times
		0xA000, tagColourSpace, tagPixelXDimension, tagPixelYDimension, // FlashpixVersion and what follows
		0xA20B, 0xA20C, 0xA20E, 0xA20F, 0xA210, // FlashEnergy, spatial response, focal plane resolution
		0xA214, 0xA215, 0xA217, // SubjectLocation (in pixels), ExposureIndex, SensingMethod
		0xA300, 0xA301, 0xA302, // FileSource, SceneType, CFAPattern
		0xA432, 0xA433, 0xA434, // LensSpecification, LensMake, LensModel
		0xA460, 0xA461, 0xA462, // how a composite image was exposed
		0xA500: // Gamma
		return true
	}
	return tag >= 0x9201 && tag <= 0x9214 || // ShutterSpeedValue to SubjectArea
		tag >= 0x9400 && tag <= 0x9405 || // temperature to camera elevation angle
		tag >= 0xA401 && tag <= 0xA40C || // CustomRendered to SubjectDistanceRange
		tag >= 0xA436 && tag <= 0xA43C // ImageTitle, Photographer and the programs used
}

// safeInInterop reports whether a tag of the interoperability directory can be handed on under
// KeepSafe. Its index says which colours the pixels are in where there is no profile.
func safeInInterop(tag uint16) bool {
	return tag == tagInteropIndex || tag == 0x0002
}

// copyrightTag reports whether a tag of the first directory says whose photo it is.
func copyrightTag(tag uint16) bool { return tag == tagArtist || tag == tagCopyright }

// descriptiveTag reports whether a tag of a TIFF file's first directory describes the photo and not
// the way its pixels are stored, so that it is true of another file with the same photo.
func descriptiveTag(tag uint16) bool {
	return safeInPrimary(tag) && (tag < 0x013E || tag > 0x0214) || tag == 0x010D || tag == 0x013C
}

func anyTag(uint16) bool { return true }

func noTag(uint16) bool { return false }

// notMakerNote lets every tag pass whose meaning does not depend on its place in the block.
func notMakerNote(tag uint16) bool { return tag != tagMakerNote }
