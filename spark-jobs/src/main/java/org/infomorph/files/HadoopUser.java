package org.infomorph.files;

import com.sun.security.auth.module.UnixSystem;
import org.apache.hadoop.security.UserGroupInformation;

/** The user, as Hadoop and Spark ask for one before they open a file. */
public final class HadoopUser {
  private static final String UNKNOWN = "?";

  private HadoopUser() {}

  /**
   * Gives the user a name where the system has none for the user's number, as in containers: Hadoop
   * would refuse to work. {@code HADOOP_USER_NAME} says which; else it is the number.
   */
  public static void ensureName() {
    if (!System.getProperty("user.name", UNKNOWN).equals(UNKNOWN)) {
      return;
    }
    var given = System.getenv("HADOOP_USER_NAME");
    var name = given == null || given.isBlank() ? "uid-" + new UnixSystem().getUid() : given;
    System.setProperty("user.name", name);
    if (System.getProperty("user.home", UNKNOWN).equals(UNKNOWN)) {
      System.setProperty("user.home", System.getProperty("java.io.tmpdir"));
    }
    UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name));
  }
}
