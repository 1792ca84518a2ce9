"""Charts that leave the program: as pictures, on paper and as tables, each with its title and its source."""
