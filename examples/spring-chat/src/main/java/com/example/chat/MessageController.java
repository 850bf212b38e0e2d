package com.example.chat;

import io.spillway.InvalidInputException;
import io.spillway.MessageDraft;
import io.spillway.RateExceededException;
import io.spillway.Receipt;
import io.spillway.core.message.MessageIntake;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Accepts messages. A viewer is told whether the message is published, and never why it is not. */
@RestController
class MessageController {

  private final MessageIntake intake;

  MessageController(MessageIntake intake) {
    this.intake = intake;
  }

  record Sent(String author, String text) {}

  record Told(boolean published) {}

  @PostMapping("/rooms/{room}/messages")
  Told accept(@PathVariable("room") String room, @RequestBody Sent sent) {
    Receipt receipt = intake.accept(new MessageDraft(room, null, sent.author(), sent.text()));
    return new Told(receipt instanceof Receipt.Published);
  }

  @ExceptionHandler
  ProblemDetail refused(InvalidInputException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail refused(RateExceededException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS, e.getMessage());
  }
}
