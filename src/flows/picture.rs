//! Pictures from outside, made harmless: decoded within bounds, scaled down and written anew.
//!
//! What is served is never what was uploaded, so that nothing else travels along: no metadata, no
//! markup behind the picture, no file that is a picture to one program and a script to another.

use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops;
use image::metadata::Orientation;
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageError, ImageFormat, ImageReader,
    Limits, RgbaImage,
};

/// The most bytes that an uploaded picture may have.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// The most pixels on one side of it.
const MAX_SIDE: u32 = 4096;
/// The fewest pixels on one side of it.
const MIN_SIDE: u32 = 16;
/// The most memory that decoding may take, in bytes.
const MAX_MEMORY: u64 = 128 * 1024 * 1024;
/// The pixels on the longer side of what is kept.
const LOGO_SIDE: u32 = 256;

/// Why a picture was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPicture {
    /// More than [`MAX_BYTES`].
    #[error("more than {} bytes", MAX_BYTES)]
    TooLarge,
    /// Not a whole, still picture in PNG, JPEG or WebP.
    #[error("not a PNG, JPEG or WebP picture")]
    NotAPicture,
    /// A side of too many or too few pixels.
    #[error("a side is not of {} to {} pixels", MIN_SIDE, MAX_SIDE)]
    Dimensions,
}

impl From<ImageError> for BadPicture {
    fn from(error: ImageError) -> Self {
        match error {
            ImageError::Limits(_) => Self::Dimensions,
            _ => Self::NotAPicture,
        }
    }
}

/// An organization's logo out of an uploaded PNG, JPEG or WebP, told by its content: a PNG without
/// metadata whose longer side has at most 256 pixels.
///
/// Takes up to a second of a processor for the largest pictures.
///
/// # Errors
/// [`BadPicture`], which says what is wrong.
pub fn logo(bytes: &[u8]) -> Result<Vec<u8>, BadPicture> {
    if bytes.len() > MAX_BYTES {
        return Err(BadPicture::TooLarge);
    }
    let picture = decode(bytes, format_of(bytes)?)?;
    encode(&fit(picture))
}

/// The format of a file that is whole, as far as the decoders don't see to it themselves.
fn format_of(bytes: &[u8]) -> Result<ImageFormat, BadPicture> {
    match image::guess_format(bytes) {
        Ok(ImageFormat::Png) => Ok(ImageFormat::Png),
        Ok(ImageFormat::Jpeg) if has_jpeg_end(bytes) => Ok(ImageFormat::Jpeg),
        Ok(ImageFormat::WebP) if is_still_webp(bytes).unwrap_or(false) => Ok(ImageFormat::WebP),
        _ => Err(BadPicture::NotAPicture),
    }
}

/// Decodes a picture that keeps the limits, and turns it the way that its metadata says.
fn decode(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, BadPicture> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if width.min(height) < MIN_SIDE {
        return Err(BadPicture::Dimensions);
    }
    limits.reserve(decoder.total_bytes())?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// Scales a picture down, if it is larger than a logo, and keeps its proportions.
fn fit(picture: DynamicImage) -> RgbaImage {
    let mut picture = picture.into_rgba8();
    let (width, height) = picture.dimensions();
    let longer = width.max(height);
    if longer <= LOGO_SIDE {
        return picture;
    }
    let scaled = |side: u32| (side * LOGO_SIDE).div_ceil(longer);
    // Colours count by their opacity; else the unseen colour of clear pixels bleeds into the edges.
    picture.pixels_mut().for_each(|pixel| weigh(&mut pixel.0));
    let mut logo = imageops::resize(&picture, scaled(width), scaled(height), imageops::FilterType::Lanczos3);
    logo.pixels_mut().for_each(|pixel| unweigh(&mut pixel.0));
    logo
}

/// Multiplies a pixel's colours with its opacity.
fn weigh([colours @ .., alpha]: &mut [u8; 4]) {
    for colour in colours {
        *colour = at_most_255((u32::from(*colour) * u32::from(*alpha) + 127) / 255);
    }
}

/// Undoes [`weigh`].
fn unweigh([colours @ .., alpha]: &mut [u8; 4]) {
    let alpha = u32::from(*alpha);
    for colour in colours {
        *colour = at_most_255((u32::from(*colour) * 255 + alpha / 2).checked_div(alpha).unwrap_or(0));
    }
}

/// The number as a byte; scaling overshoots a little at edges.
fn at_most_255(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// Writes a PNG that holds the pixels and nothing else.
fn encode(logo: &RgbaImage) -> Result<Vec<u8>, BadPicture> {
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Best, FilterType::Adaptive).write_image(
        logo,
        logo.width(),
        logo.height(),
        ExtendedColorType::Rgba8,
    )?;
    Ok(png)
}

/// Whether a JPEG's last scan comes to an end; the decoder would paint what is missing grey.
fn has_jpeg_end(bytes: &[u8]) -> bool {
    const START_OF_SCAN: [u8; 2] = [0xFF, 0xDA];
    const END_OF_IMAGE: [u8; 2] = [0xFF, 0xD9];
    let mut pairs = bytes.windows(2);
    // From behind, as a preview within the metadata has an end too.
    pairs.by_ref().rev().take_while(|pair| *pair != START_OF_SCAN).any(|pair| pair == END_OF_IMAGE)
        && pairs.any(|pair| pair == START_OF_SCAN)
}

/// Whether a WebP is one picture of the size that its header claims, and all its parts are there.
/// The decoder believes larger ones within, and reserves their memory first. None if it is cut off.
///
/// The layout is that of RFC 9649, section 2.
fn is_still_webp(bytes: &[u8]) -> Option<bool> {
    const ANIMATED: u8 = 0b10;
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte));
    let mut rest = bytes.get(12..12 + number(bytes.get(4..8)?).checked_sub(4)?)?;
    let mut canvas = None;
    while !rest.is_empty() {
        let size = number(rest.get(4..8)?);
        let chunk = rest.get(8..)?.get(..size)?;
        match rest.get(..4)? {
            b"VP8X" if chunk.first()? & ANIMATED != 0 => return Some(false),
            b"VP8X" => canvas = Some((number(chunk.get(4..7)?) + 1, number(chunk.get(7..10)?) + 1)),
            b"VP8 " => {
                let side = |at: usize| Some(number(chunk.get(at..at + 2)?) & 0x3FFF);
                let frame = (side(6)?, side(8)?);
                if canvas.is_some_and(|canvas| canvas != frame) {
                    return Some(false);
                }
            }
            _ => {}
        }
        // Chunks begin at even places; the last may lack its padding.
        rest = rest.get(8 + size + size % 2..).unwrap_or_default();
    }
    Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::codecs::{jpeg::JpegEncoder, webp::WebPEncoder};
    use image::{RgbImage, Rgba};
    use proptest::prelude::*;

    const HTML: &[u8] = b"<script>alert(document.domain)</script>";

    fn picture(width: u32, height: u32) -> RgbaImage {
        RgbaImage::from_fn(width, height, |x, y| Rgba([(x % 256) as u8, (y % 256) as u8, 90, 255]))
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        encode(&picture(width, height)).unwrap()
    }

    fn jpeg(width: u32, height: u32, exif: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = JpegEncoder::new(&mut out);
        if !exif.is_empty() {
            encoder.set_exif_metadata(exif.to_vec()).unwrap();
        }
        let pixels: RgbImage = DynamicImage::from(picture(width, height)).into_rgb8();
        encoder.write_image(&pixels, width, height, ExtendedColorType::Rgb8).unwrap();
        out
    }

    fn webp(width: u32, height: u32) -> Vec<u8> {
        let mut out = Vec::new();
        let pixels = picture(width, height);
        WebPEncoder::new_lossless(&mut out)
            .write_image(&pixels, width, height, ExtendedColorType::Rgba8)
            .unwrap();
        out
    }

    /// A TIFF header and one entry: the orientation "turn to the right"; then a text.
    fn exif() -> Vec<u8> {
        let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
        exif.extend(b"GPS 39.9042 N");
        exif
    }

    fn holds(bytes: &[u8], part: &[u8]) -> bool {
        bytes.windows(part.len()).any(|window| window == part)
    }

    fn size(png: &[u8]) -> (u32, u32) {
        let read = image::load_from_memory_with_format(png, ImageFormat::Png).unwrap();
        (read.width(), read.height())
    }

    /// The names of a PNG's chunks.
    fn chunks(png: &[u8]) -> Vec<String> {
        let (mut rest, mut names) = (&png[8..], Vec::new());
        while let Some((head, tail)) = rest.split_at_checked(8) {
            names.push(String::from_utf8(head[4..].to_vec()).unwrap());
            rest = &tail[u32::from_be_bytes(head[..4].try_into().unwrap()) as usize + 4..];
        }
        names.dedup();
        names
    }

    #[test]
    fn takes_the_three_formats() {
        for bytes in [png(40, 20), jpeg(40, 20, &[]), webp(40, 20)] {
            let logo = logo(&bytes).unwrap();
            assert_eq!(
                (size(&logo), chunks(&logo)),
                ((40, 20), ["IHDR", "IDAT", "IEND"].map(String::from).to_vec())
            );
        }
        let same = image::load_from_memory(&logo(&webp(40, 20)).unwrap()).unwrap().into_rgba8();
        assert_eq!(same, picture(40, 20));
    }

    #[test]
    fn scales_down_in_proportion() {
        assert_eq!(size(&logo(&png(512, 300)).unwrap()), (256, 150));
        assert_eq!(size(&logo(&png(20, 4096)).unwrap()), (2, 256));
        assert_eq!(size(&logo(&png(256, 16)).unwrap()), (256, 16));
    }

    #[test]
    fn unseen_colours_do_not_bleed() {
        let half =
            RgbaImage::from_fn(
                512,
                512,
                |x, _| if x < 253 { Rgba([0, 255, 0, 0]) } else { Rgba([255, 0, 0, 255]) },
            );
        let logo = image::load_from_memory(&logo(&encode(&half).unwrap()).unwrap()).unwrap().into_rgba8();
        assert!(logo.pixels().all(|pixel| pixel.0[1] == 0));
        assert!(logo.pixels().any(|pixel| (1..255).contains(&pixel.0[3])));
    }

    #[test]
    fn nothing_else_travels_along() {
        let after: Vec<u8> = [&png(40, 20)[..], HTML].concat();
        assert!(holds(&after, HTML) && !holds(&logo(&after).unwrap(), HTML));
        let tagged = jpeg(40, 20, &exif());
        let logo = logo(&tagged).unwrap();
        assert!(holds(&tagged, b"GPS 39.9042 N") && !holds(&logo, b"GPS 39.9042 N"));
        // It was lying on its side, and only the metadata said so.
        assert_eq!(size(&logo), (20, 40));
    }

    #[test]
    fn refuses_other_files() {
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        let gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
        for other in [
            &b""[..],
            svg,
            gif,
            HTML,
            b"BM",
            b"\x89PNG\r\n\x1A\n",
            b"\xFF\xD8\xFF\xDA\xFF\xD9",
            b"RIFF\0\0\0\0WEBP",
        ] {
            assert_eq!(logo(other), Err(BadPicture::NotAPicture));
        }
    }

    #[test]
    fn refuses_files_that_are_cut_off() {
        for whole in [png(64, 64), jpeg(64, 64, &[]), jpeg(64, 64, &exif()), webp(64, 64)] {
            for part in [10, 30, 50, 70, 90] {
                let cut = &whole[..whole.len() * part / 100];
                assert_eq!(logo(cut), Err(BadPicture::NotAPicture), "{part} % of {} bytes", whole.len());
            }
        }
    }

    #[test]
    fn refuses_sides_that_are_too_long_or_short() {
        // Only the header claims this size; its checksum is made right.
        let mut claims = png(40, 20);
        claims[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        claims[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
        let sum = crc32fast::hash(&claims[12..29]).to_be_bytes();
        claims[29..33].copy_from_slice(&sum);
        for bytes in [claims, png(4097, 16), jpeg(16, 4097, &[]), webp(4097, 16), png(15, 40), webp(40, 15)] {
            assert_eq!(logo(&bytes), Err(BadPicture::Dimensions));
        }
    }

    #[test]
    fn refuses_too_many_bytes() {
        let mut bytes = png(40, 20);
        bytes.resize(MAX_BYTES, 0);
        assert!(logo(&bytes).is_ok());
        bytes.push(0);
        assert_eq!(logo(&bytes), Err(BadPicture::TooLarge));
    }

    #[test]
    fn refuses_a_webp_whose_frame_is_not_its_canvas() {
        let file = |flags: u8, side: u16| {
            let frame =
                [&[0x10, 0, 0, 0x9D, 0x01, 0x2A][..], &side.to_le_bytes(), &side.to_le_bytes()].concat();
            let mut body = b"WEBPVP8X\x0A\0\0\0".to_vec();
            body.extend([flags, 0, 0, 0, 39, 0, 0, 39, 0, 0]);
            body.extend([b"VP8 \x0A\0\0\0", &frame[..]].concat());
            [b"RIFF", &(body.len() as u32).to_le_bytes()[..], &body].concat()
        };
        assert_eq!(is_still_webp(&file(0, 40)), Some(true));
        assert_eq!(is_still_webp(&file(0, 16_383)), Some(false));
        assert_eq!(is_still_webp(&file(0b10, 40)), Some(false));
        assert_eq!(logo(&file(0, 16_383)), Err(BadPicture::NotAPicture));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(
            kind in 0..4_usize,
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        ) {
            let mut bytes = [png(20, 20), jpeg(20, 20, &exif()), webp(20, 20), vec![0; 40]][kind].clone();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let _ = logo(&bytes);
        }
    }
}
