"""An instructor's whole cycle, on a sample class whose grades are known beforehand."""
