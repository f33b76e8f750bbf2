package org.infomorph.files;

import com.sun.security.auth.module.UnixSystem;
import org.apache.hadoop.security.UserGroupInformation;

/** The user name, which Hadoop and Spark need before they open a file. */
public final class HadoopUser {
  private static final String UNKNOWN = "?";

  private HadoopUser() {}

  /**
   * Gives the user a name if the system has no name for the user's number, as in containers;
   * without a name Hadoop refuses to work. The name is {@code HADOOP_USER_NAME} if set, else the
   * number.
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
