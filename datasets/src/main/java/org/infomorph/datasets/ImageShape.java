package org.infomorph.datasets;

/**
 * How the values of a sample make a picture: all of the first channel before all of the next, each
 * row by row from the top, each row from the left.
 *
 * @param width pixels from left to right
 * @param height pixels from top to bottom
 * @param channels values of a pixel: 1, or 3 for red, green and blue
 */
public record ImageShape(int width, int height, int channels) {
  /** Values of a picture. */
  public int values() {
    return width * height * channels;
  }
}
