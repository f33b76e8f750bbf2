package org.infomorph.tables;

import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.internal.io.FileNameSpec;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How Spark writes a table: its only file goes directly into the given folder. Spark's default
 * protocol writes into folders of jobs, tasks and attempts, and moves the file out of all three,
 * which takes 45 requests per table in an object store. No reader opens the given folder before the
 * table is complete.
 */
public final class OneFileCommit extends FileCommitProtocol implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private final String jobId;
  private final String folder;
  private transient String written;

  /**
   * Called by Spark.
   *
   * @param jobId the id of the write
   * @param folder the folder for the file, empty or missing
   * @param dynamicPartitionOverwrite must be false
   */
  public OneFileCommit(String jobId, String folder, boolean dynamicPartitionOverwrite) {
    if (dynamicPartitionOverwrite) {
      throw new IllegalArgumentException("tables have no partitions");
    }
    this.jobId = jobId;
    this.folder = folder;
  }

  @Override
  public void setupJob(JobContext job) {
    // the first file creates the folder
  }

  @Override
  public void setupTask(TaskAttemptContext task) {
    written = null;
  }

  @Override
  public String newTaskTempFile(TaskAttemptContext task, Option<String> dir, FileNameSpec name) {
    var attempt = task.getTaskAttemptID();
    written =
        name.prefix()
            + String.format(
                Locale.ROOT, "part-%05d-%d-%s", attempt.getTaskID().getId(), attempt.getId(), jobId)
            + name.suffix();
    return new Path(folder, written).toString();
  }

  @Override
  public String newTaskTempFileAbsPath(
      TaskAttemptContext task, String absoluteDir, FileNameSpec name) {
    throw new UnsupportedOperationException("tables have no files elsewhere");
  }

  @Override
  public TaskCommitMessage commitTask(TaskAttemptContext task) {
    return new TaskCommitMessage(written);
  }

  /** Removes files of lost or late attempts. */
  @Override
  public void commitJob(JobContext job, Seq<TaskCommitMessage> tasks) {
    var committed = new HashSet<String>();
    CollectionConverters.asJava(tasks).forEach(task -> committed.add((String) task.obj()));
    try {
      var path = new Path(folder);
      var files = path.getFileSystem(job.getConfiguration());
      for (var file : files.listStatus(path)) {
        if (!committed.contains(file.getPath().getName())) {
          files.delete(file.getPath(), true);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void abortTask(TaskAttemptContext task) {
    // commitJob removes the file, or the whole folder is deleted
  }

  @Override
  public void abortJob(JobContext job) {
    // the folder is deleted
  }
}
