package org.infomorph.app;

import org.infomorph.form.SpecException;
import org.infomorph.run.SweepFolder;

/**
 * The user's folder of results. Messages about a problem with the folder name the option.
 *
 * @param folder the folder
 */
record OutOption(SweepFolder folder) {
  private static final String OPTION = "--out";

  /**
   * Checks, without writing, whether something prevents a folder here.
   *
   * @throws SpecException naming the obstacle
   */
  void checkPlace() {
    named(folder::checkPlace);
  }

  /**
   * Checks, without writing, whether results can be written here.
   *
   * @throws SpecException if they cannot
   */
  void checkWritable() {
    named(folder::checkWritable);
  }

  /**
   * Creates the folder.
   *
   * @throws SpecException if it cannot be created
   */
  void make() {
    named(folder::make);
  }

  private static void named(Runnable check) {
    try {
      check.run();
    } catch (SpecException e) {
      throw SpecException.at(OPTION, "", e.getMessage());
    }
  }
}
