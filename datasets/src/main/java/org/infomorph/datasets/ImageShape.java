package org.infomorph.datasets;

/**
 * How the values of a sample form a picture: channel after channel, each channel row by row from
 * the top, each row from left to right.
 *
 * @param width pixels from left to right
 * @param height pixels from top to bottom
 * @param channels number of values of a pixel: 1, or 3 for red, green and blue
 */
public record ImageShape(int width, int height, int channels) {
  /** Number of values of a picture. */
  public int values() {
    return width * height * channels;
  }
}
