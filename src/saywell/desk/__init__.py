"""The live centre: what agents, customers and team leaders see, and the doors through which they come in."""
