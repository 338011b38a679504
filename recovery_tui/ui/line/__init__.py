"""Line mode: everything the screens do, one line at a time, for screen readers, very large fonts and slow lines."""
