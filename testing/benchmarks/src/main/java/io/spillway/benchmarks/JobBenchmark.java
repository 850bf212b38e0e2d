package io.spillway.benchmarks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcConnectionPool;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;

/**
 * Enqueueing and running of jobs under a lease, with as many failures as the parameter says, each
 * followed by an immediate retry: by the work queue in memory and its consumer, and by db-scheduler
 * on a database in memory with two threads.
 */
@Fork(1)
@Warmup(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 20, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class JobBenchmark {

  private static final int JOBS = 100;
  private static final int PATIENCE_SECONDS = 30;
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final String TABLE =
      """
      create table scheduled_tasks (
        task_name varchar(100), task_instance varchar(100), task_data blob,
        execution_time timestamp(6) with time zone, picked boolean, picked_by varchar(50),
        last_success timestamp(6) with time zone, last_failure timestamp(6) with time zone,
        consecutive_failures int, last_heartbeat timestamp(6) with time zone, version bigint,
        priority int, primary key (task_name, task_instance));
      create index scheduled_tasks_time on scheduled_tasks (execution_time)
      """;

  @Param({"0", "1"})
  private int failures;

  private final Turns turns = new Turns(2);
  private final InMemoryWorkQueue queue =
      new InMemoryWorkQueue("benchmark", InstantSource.system());
  private final JdbcConnectionPool database =
      JdbcConnectionPool.create("jdbc:h2:mem:jobs;DB_CLOSE_DELAY=-1", "sa", "");
  private final Map<String, Integer> failed = new ConcurrentHashMap<>();
  private final OneTimeTask<Void> task =
      Tasks.oneTime("job")
          .onFailure((done, operations) -> operations.reschedule(done, Instant.now()))
          .execute((instance, context) -> runInScheduler(instance.getId()));
  private final Scheduler scheduler =
      Scheduler.create(database, task)
          .threads(2)
          .pollingInterval(Duration.ofMillis(10))
          .enableImmediateExecution()
          .failureLogging(com.github.kagkarlsson.scheduler.logging.LogLevel.OFF, false)
          .build();
  private volatile CountDownLatch left = new CountDownLatch(0);
  private boolean isSpillwaysTurn;
  private long next;

  @Setup(Level.Trial)
  public void start() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
    scheduler.start();
  }

  @Setup(Level.Iteration)
  public void takeTurns(IterationParams iteration) {
    isSpillwaysTurn = turns.next(iteration) == 0;
  }

  @TearDown(Level.Trial)
  public void stop() {
    scheduler.stop();
    database.dispose();
  }

  /** Enqueues jobs, and waits until all have succeeded. */
  @Benchmark
  @OperationsPerInvocation(JOBS)
  public void inTurns() throws InterruptedException {
    if (isSpillwaysTurn) {
      runByQueue();
    } else {
      runByScheduler();
    }
  }

  private void runByQueue() {
    for (int i = 0; i < JOBS; i++) {
      queue.send(Payload.of("{\"job\":" + next++ + "}"), Duration.ZERO);
    }
    int succeeded = 0;
    while (succeeded < JOBS) {
      for (Delivery delivery : queue.receive(32, LEASE)) {
        if (delivery.dequeueCount() <= failures) {
          queue.release(delivery, Duration.ZERO);
        } else if (queue.delete(delivery)) {
          succeeded++;
        }
      }
    }
  }

  private void runByScheduler() throws InterruptedException {
    left = new CountDownLatch(JOBS);
    for (int i = 0; i < JOBS; i++) {
      scheduler.schedule(task.instance("job-" + next++), Instant.now());
    }
    if (!left.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(left.getCount() + " jobs have not run");
    }
  }

  private void runInScheduler(String id) {
    if (failures > 0 && failed.merge(id, 1, Integer::sum) <= failures) {
      throw new IllegalStateException("the job fails as it should");
    }
    failed.remove(id);
    left.countDown();
  }
}
