//! Pictures, decoded and drawn anew by the browser, in a worker. In: a file. Out: a JPEG that holds nothing but pixels. Which way is up has been
//! applied by then: browsers decode as EXIF says.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DedicatedWorkerGlobalScope, ImageBitmap, ImageEncodeOptions, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

/// A decoded picture. Its pixels are freed with it.
pub struct Picture(ImageBitmap);

impl Picture {
    /// Decodes a file; none when this browser can't, because of the kind or for lack of memory.
    pub async fn decode(file: &Blob) -> Option<Self> {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().dyn_into().ok()?;
        let decoding: Promise = scope.create_image_bitmap_with_blob(file).ok()?;
        JsFuture::from(decoding).await.ok()?.dyn_into().ok().map(Self)
    }

    /// The longer edge in pixels.
    #[must_use]
    pub fn edge(&self) -> u32 {
        self.0.width().max(self.0.height())
    }

    /// As JPEG of the given quality (0 to 1), scaled down to an edge of at most `edge` pixels. None when this browser can't.
    pub async fn to_jpeg(&self, edge: u32, quality: f64) -> Option<Blob> {
        let scale = (f64::from(edge) / f64::from(self.edge())).min(1.0);
        let scaled = |length: u32| (f64::from(length) * scale).round().max(1.0);
        let (width, height) = (scaled(self.0.width()), scaled(self.0.height()));
        let canvas = canvas(width, height)?;
        let context: OffscreenCanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        // What is transparent would become black.
        context.set_fill_style_str("#fff");
        context.fill_rect(0.0, 0.0, width, height);
        context.draw_image_with_image_bitmap_and_dw_and_dh(&self.0, 0.0, 0.0, width, height).ok()?;
        let options = ImageEncodeOptions::new();
        options.set_type("image/jpeg");
        options.set_quality(quality);
        let jpeg: Blob = JsFuture::from(canvas.convert_to_blob_with_options(&options).ok()?).await.ok()?.dyn_into().ok()?;
        // A browser that can't write JPEG writes PNG instead (HTML, 4.12.5.3).
        (jpeg.type_() == "image/jpeg").then_some(jpeg)
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        self.0.close();
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, positive, at most what was asked for")]
fn canvas(width: f64, height: f64) -> Option<OffscreenCanvas> {
    OffscreenCanvas::new(width as u32, height as u32).ok()
}
