package org.infomorph.datasets;

import org.infomorph.spec.Field;

/**
 * How the values of a sample form a picture: channel after channel, each channel row by row from
 * the top, each row from left to right.
 *
 * @param width pixels from left to right
 * @param height pixels from top to bottom
 * @param channels number of values of a pixel: 1, or 3 for red, green and blue
 */
public record ImageShape(
    @Field(value = "pixels from left to right", range = "[1, 32768]") int width,
    @Field(value = "pixels from top to bottom", range = "[1, 32768]") int height,
    @Field(
            value = "values of a pixel, channel after channel in a sample",
            absent = "1",
            range = "[1, 64]")
        int channels) {
  /** Number of values of a picture. */
  public int values() {
    return width * height * channels;
  }
}
