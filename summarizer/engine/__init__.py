"""Running a language model: the protocol, the worker process, llama.cpp and a scripted stand-in."""
