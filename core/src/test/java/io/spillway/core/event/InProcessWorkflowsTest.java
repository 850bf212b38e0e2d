package io.spillway.core.event;

import static io.spillway.core.event.EventFixture.NOON;
import static io.spillway.core.event.EventFixture.OUTAGE;
import static io.spillway.core.event.EventFixture.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.Activity;
import io.spillway.RetryPolicy;
import io.spillway.Sleeper;
import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InProcessWorkflowsTest {

  private final SettableClock clock = new SettableClock(NOON);
  private final ExecutorService executor = Executors.newFixedThreadPool(4);
  private final InMemoryDeadLetterQueue enqueued = new InMemoryDeadLetterQueue();
  private final List<Duration> pauses = new ArrayList<>();
  private final Scripted first = new Scripted("first");
  private final Scripted second = new Scripted("second");

  /** Activity with a scripted result for each attempt, which then succeeds. */
  private static final class Scripted implements Activity {
    private final String name;
    final Deque<Throwable> script = new ArrayDeque<>();
    final AtomicInteger tries = new AtomicInteger();

    Scripted(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void run(StreamEvent event) {
      tries.incrementAndGet();
      Throwable thrown = script.poll();
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown != null) {
        throw (RuntimeException) thrown;
      }
    }
  }

  private InProcessWorkflows workflows(
      DeadLetterQueue deadLetters, Executor fanOut, Sleeper sleeper) {
    return new InProcessWorkflows(
        Activities.of(List.of(first, second)),
        deadLetters,
        RetryPolicy.STANDARD,
        EventFixture.ORIGIN,
        clock,
        fanOut,
        sleeper);
  }

  private final InProcessWorkflows workflows = workflows(enqueued, executor, this::passes);

  private void passes(Duration pause) {
    pauses.add(pause);
    clock.advance(pause);
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  private WorkflowStatus status() {
    return workflows.status("s1~e1").orElseThrow();
  }

  @Test
  void each_activity_runs_once_when_none_fails() {
    workflows.start(EventFixture.request());

    assertThat(status().state()).isEqualTo(WorkflowStatus.State.DONE);
    assertThat(first.tries).hasValue(1);
    assertThat(second.tries).hasValue(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void only_failed_activities_run_again_after_the_policys_pause() {
    second.script.add(new PortException(OUTAGE));
    workflows.start(EventFixture.request());

    assertThat(status().state()).isEqualTo(WorkflowStatus.State.DONE);
    assertThat(first.tries).hasValue(1);
    assertThat(second.tries).hasValue(2);
    assertThat(pauses)
        .containsExactly(RetryPolicy.STANDARD.pauseAfter("s1~e1", 1, List.of(OUTAGE)));
  }

  @Test
  void a_permanent_failure_is_dead_lettered_and_the_rest_is_done() {
    first.script.add(new PortException(REJECTED));
    workflows.start(EventFixture.request());

    assertThat(status().state()).isEqualTo(WorkflowStatus.State.DEAD);
    assertThat(second.tries).hasValue(1);
    assertThat(enqueued.letters()).extracting(DeadLetter::failure).containsExactly(REJECTED);
  }

  @Test
  void enqueueing_a_dead_letter_is_retried_until_it_succeeds() {
    first.script.add(new PortException(REJECTED));
    AtomicInteger attempts = new AtomicInteger();
    DeadLetterQueue flaky =
        new DeadLetterQueue() {
          @Override
          public void enqueue(DeadLetter letter) {
            if (attempts.incrementAndGet() < 20) {
              throw new PortException(OUTAGE);
            }
            enqueued.enqueue(letter);
          }

          @Override
          public Health health() {
            return Health.up("flaky");
          }
        };

    workflows(flaky, executor, this::passes).start(EventFixture.request());

    assertThat(enqueued.letters()).hasSize(1);
    assertThat(pauses).hasSize(19).allMatch(pause -> pause.compareTo(Duration.ofSeconds(30)) <= 0);
  }

  @Test
  void a_dead_letter_that_cannot_be_enqueued_ends_with_an_error_and_the_event_can_be_restarted() {
    first.script.add(new PortException(REJECTED));
    first.script.add(new PortException(REJECTED));
    DeadLetterQueue full =
        letter -> {
          throw new PortException(OUTAGE);
        };

    assertThatThrownBy(() -> workflows(full, executor, this::passes).start(EventFixture.request()))
        .isInstanceOf(PortException.class)
        .hasRootCause(new PortException(OUTAGE));
    assertThat(pauses).hasSize(InProcessWorkflows.MAX_ENQUEUES - 1);

    workflows.start(EventFixture.request());
    assertThat(enqueued.letters()).hasSize(1);
  }

  @Test
  @SuppressWarnings("NullAway") // as a caller without null checks would
  void a_part_that_is_missing_is_named() {
    assertThatNullPointerException()
        .isThrownBy(() -> workflows(null, executor, this::passes))
        .withMessage("deadLetters");
    assertThatNullPointerException()
        .isThrownBy(() -> workflows(enqueued, executor, null))
        .withMessage("sleeper");
  }

  @Test
  void a_workflow_that_has_finished_does_not_run_again() {
    workflows.start(EventFixture.request());
    workflows.start(EventFixture.request());

    assertThat(first.tries).hasValue(1);
  }

  @Test
  void a_second_start_waits_for_the_first_to_finish() throws Exception {
    CountDownLatch pausing = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    first.script.add(new PortException(OUTAGE));
    InProcessWorkflows slow =
        workflows(
            enqueued,
            executor,
            pause -> {
              pausing.countDown();
              released.await();
            });

    Future<?> one = executor.submit(() -> slow.start(EventFixture.request()));
    pausing.await();
    Future<?> two = executor.submit(() -> slow.start(EventFixture.request()));
    assertThat(two.isDone()).isFalse();
    released.countDown();
    one.get();
    two.get();

    assertThat(first.tries).hasValue(2);
    assertThat(slow.status("s1~e1").orElseThrow().state()).isEqualTo(WorkflowStatus.State.DONE);
  }

  @Test
  void a_running_workflow_can_be_asked_how_it_is_doing() {
    first.script.add(new PortException(OUTAGE));
    List<WorkflowStatus> seen = new ArrayList<>();
    InProcessWorkflows[] self = new InProcessWorkflows[1];
    self[0] =
        workflows(enqueued, executor, pause -> seen.add(self[0].status("s1~e1").orElseThrow()));

    self[0].start(EventFixture.request());

    assertThat(seen)
        .extracting(WorkflowStatus::state)
        .containsExactly(WorkflowStatus.State.RUNNING);
    assertThat(seen.get(0).activities().get(0).failure()).isEqualTo(OUTAGE);
  }

  @Test
  void an_interrupted_workflow_is_unfinished_and_can_be_started_again() {
    first.script.add(new PortException(OUTAGE));
    InProcessWorkflows interrupted =
        workflows(
            enqueued,
            executor,
            pause -> {
              throw new InterruptedException();
            });

    assertThatThrownBy(() -> interrupted.start(EventFixture.request()))
        .isInstanceOfSatisfying(
            PortException.class,
            e -> assertThat(e.failure().code()).isEqualTo("workflows.unavailable"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupted.status("s1~e1")).isEmpty();
    interrupted.start(EventFixture.request());
    assertThat(interrupted.status("s1~e1").orElseThrow().state())
        .isEqualTo(WorkflowStatus.State.DONE);
  }

  @Test
  void an_error_in_an_activity_leaves_the_workflow_unfinished_and_never_hangs() {
    second.script.add(new StackOverflowError());

    assertThatThrownBy(() -> workflows.start(EventFixture.request()))
        .isInstanceOf(PortException.class);
    workflows.start(EventFixture.request());
    assertThat(status().state()).isEqualTo(WorkflowStatus.State.DONE);
  }

  @Test
  void callers_that_wait_for_a_broken_workflow_get_its_failure() throws Exception {
    CountDownLatch pausing = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    first.script.add(new PortException(OUTAGE));
    InProcessWorkflows breaking =
        workflows(
            enqueued,
            executor,
            pause -> {
              pausing.countDown();
              released.await();
              throw new IllegalStateException("the pauser broke");
            });

    Future<?> one = executor.submit(() -> breaking.start(EventFixture.request()));
    pausing.await();
    Future<?> two = executor.submit(() -> breaking.start(EventFixture.request()));
    released.countDown();

    assertThatThrownBy(one::get).hasCauseInstanceOf(PortException.class);
    try {
      two.get();
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(PortException.class);
    }
  }

  @Test
  void an_executor_that_refuses_work_does_not_stop_the_workflow() {
    InProcessWorkflows full =
        workflows(
            enqueued,
            task -> {
              throw new RejectedExecutionException();
            },
            this::passes);

    full.start(EventFixture.request());

    assertThat(second.tries).hasValue(1);
  }

  @Test
  void it_remembers_the_latest_workflows_only() {
    for (int i = 0; i <= InProcessWorkflows.REMEMBERED; i++) {
      StreamEvent event = new StreamEvent("s1", "e" + i, "ann", NOON, new EventDetail.Follow());
      workflows.start(WorkflowRequest.of(event, EventFixture.arrival(), 0));
    }

    assertThat(workflows.status("s1~e0")).isEmpty();
    assertThat(workflows.status("s1~e1")).isPresent();
    assertThat(workflows.status("s1~e" + InProcessWorkflows.REMEMBERED)).isPresent();
  }

  @Test
  void it_is_up() {
    assertThat(workflows.health()).isEqualTo(Health.up("in-process"));
  }
}
