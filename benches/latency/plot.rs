//! The picture of how waiting grows with the draft.

use std::error::Error;
use std::path::Path;

use plotters::prelude::*;

/// Milliseconds by words.
pub struct Curve {
    /// What it shows.
    pub name: &'static str,
    /// Words and milliseconds.
    pub points: Vec<(f64, f64)>,
    /// What is wanted: words, and milliseconds at most.
    pub wanted: Vec<(f64, f64)>,
}

const COLOURS: [RGBColor; 5] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(204, 121, 167),
    RGBColor(0, 158, 115),
    RGBColor(110, 110, 110),
];

/// Draws `curves` into the SVG file at `path`, both axes logarithmic.
pub fn draw(curves: &[Curve], path: &Path) -> Result<(), Box<dyn Error>> {
    let root = SVGBackend::new(path, (760, 520)).into_drawing_area();
    root.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&root)
        .margin(14)
        .x_label_area_size(44)
        .y_label_area_size(64)
        .build_cartesian_2d((700f64..1_500_000f64).log_scale(), (0.003f64..20_000f64).log_scale())?;
    chart
        .configure_mesh()
        .x_desc("words in the draft")
        .y_desc("milliseconds")
        .x_label_formatter(&|words| format!("{}k", words / 1e3))
        .y_label_formatter(&|time| format!("{time}"))
        .light_line_style(WHITE)
        .label_style(("sans-serif", 14))
        .draw()?;
    for (curve, colour) in curves.iter().zip(COLOURS) {
        chart
            .draw_series(LineSeries::new(curve.points.iter().copied(), colour.stroke_width(2)).point_size(3))?
            .label(curve.name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 20, y)], colour.stroke_width(2)));
        chart.draw_series(curve.wanted.iter().map(|&place| TriangleMarker::new(place, 7, colour.stroke_width(2))))?;
    }
    chart
        .draw_series([(0.0, 0.0); 0].iter().map(|&place| Circle::new(place, 1, BLACK)))?
        .label("wanted: below the triangle of its colour")
        .legend(|(x, y)| TriangleMarker::new((x + 10, y), 7, BLACK.stroke_width(2)));
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperLeft)
        .background_style(WHITE.mix(0.9))
        .border_style(RGBColor(200, 200, 200))
        .label_font(("sans-serif", 14))
        .draw()?;
    root.present()?;
    Ok(())
}
