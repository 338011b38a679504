"""What is read rather than done: the glossary and the practice guide. Plain data, also for line mode."""
