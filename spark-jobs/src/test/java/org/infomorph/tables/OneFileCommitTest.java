package org.infomorph.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.internal.io.FileCommitProtocol.TaskCommitMessage;
import org.apache.spark.internal.io.FileNameSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

class OneFileCommitTest {
  @TempDir Path folder;

  @Test
  void theFileOfTheAttemptThatCountedIsTheOnlyOneThatStays() throws IOException {
    var driver = commit();
    var lost = commit();
    var retried = commit();
    write(lost, attempt(0));
    write(retried, attempt(1));
    var message = retried.commitTask(attempt(1));

    driver.commitJob(
        new JobContextImpl(new Configuration(), new JobID()),
        CollectionConverters.asScala(List.of(message)).toSeq());

    try (var files = Files.list(folder.resolve("points"))) {
      var names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.endsWith(".crc"))
              .toList();
      assertEquals(List.of("part-00000-1-job.parquet"), names);
    }
  }

  @Test
  void aTaskThatWroteNothingNamesNoFile() {
    var task = commit();
    task.newTaskTempFile(attempt(0), Option.empty(), new FileNameSpec("", ".parquet"));
    task.setupTask(attempt(1));

    TaskCommitMessage message = task.commitTask(attempt(1));

    assertEquals(null, message.obj());
  }

  @Test
  void tablesHaveNoPartitions() {
    var folderName = folder.toString();
    assertThrows(IllegalArgumentException.class, () -> new OneFileCommit("job", folderName, true));
  }

  private OneFileCommit commit() {
    return new OneFileCommit("job", folder.resolve("points").toString(), false);
  }

  private static void write(OneFileCommit commit, TaskAttemptContext attempt) throws IOException {
    commit.setupTask(attempt);
    var file =
        Path.of(commit.newTaskTempFile(attempt, Option.empty(), new FileNameSpec("", ".parquet")));
    Files.createDirectories(file.getParent());
    Files.writeString(file, "rows");
  }

  private static TaskAttemptContext attempt(int number) {
    var id = new TaskAttemptID("job", 1, TaskType.MAP, 0, number);
    return new TaskAttemptContextImpl(new Configuration(), id);
  }
}
