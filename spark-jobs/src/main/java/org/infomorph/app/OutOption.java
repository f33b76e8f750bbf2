package org.infomorph.app;

import org.infomorph.form.SpecException;
import org.infomorph.run.SweepFolder;

/**
 * Where results go, as a user has said it: what is wrong with the place is told with the option's
 * name.
 *
 * @param folder the place
 */
record OutOption(SweepFolder folder) {
  private static final String OPTION = "--out";

  /**
   * Finds out, without writing, whether something is in the way of a folder here.
   *
   * @throws SpecException naming it
   */
  void checkPlace() {
    named(folder::checkPlace);
  }

  /**
   * Finds out, without writing, whether results can go here.
   *
   * @throws SpecException if not
   */
  void checkWritable() {
    named(folder::checkWritable);
  }

  /**
   * Makes the folder.
   *
   * @throws SpecException if it cannot be made
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
