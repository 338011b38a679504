"""The kit: one zip from which the program is installed without a network and without an administrator's rights."""
