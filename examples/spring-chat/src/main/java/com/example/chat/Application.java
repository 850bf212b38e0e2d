package com.example.chat;

import io.spillway.Policy;
import io.spillway.adapters.inmemory.InMemoryMessageStore;
import io.spillway.adapters.inmemory.InMemoryViolationStore;
import io.spillway.adapters.inmemory.WordListClassifier;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.moderation.TextModeration;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class Application {

  public static void main(String[] args) {
    SpringApplication.run(Application.class, args);
  }

  @Bean
  MessageIntake intake() {
    return new MessageIntake(
        new InMemoryMessageStore(),
        new InMemoryViolationStore(),
        new TextModeration(new WordListClassifier(), streamId -> Policy.standard()),
        InstantSource.system(),
        () -> UUID.randomUUID().toString());
  }
}
